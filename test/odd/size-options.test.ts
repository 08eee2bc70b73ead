import { describe, expect, it } from 'vitest'
import type { Workspace } from '../../src/model/settings.ts'
import { explainSubject } from '../../src/services/explain.ts'
import type { Ware, WareSize } from './bazaar/facts.ts'
import { good, openDesk, plan, planRequestOf, settle } from './desk.ts'
import { editGood } from './stall/depot.ts'
import { oddWorkspace } from './workspace.ts'

const size = (id: string, more: Partial<WareSize> = {}): WareSize => ({
  ...{ id: `hat/${id}`, size: id.toUpperCase(), price: '9' },
  ...more,
})
const hat = (...sizes: WareSize[]): Ware => ({ shop: 'north', id: 'hat', name: 'Hat', sizes })
const { signal } = new AbortController()
const CODE = 'north/hat'
const GIVEN = oddWorkspace({}, { options: true, offer: '{today} only' })
const NAMED: Workspace = {
  ...GIVEN,
  variants: [
    ...(GIVEN.variants ?? []),
    {
      ...{ label: 'options', name: 'options', type: null, from: null, value: null, write: 'always', clear: false },
      ...{ options: [], position: { file: 'specs/attributes.yaml', line: 9, column: 1 } },
      named: [
        { name: 'Width', from: 'size' },
        { name: 'Colour', from: 'color' },
      ],
    },
  ],
}

/** What all sizes of the hat have as their options, by code. */
async function optionsOf(wares: Ware[], workspace = GIVEN) {
  const desk = openDesk(wares, { workspace })
  await settle(desk)
  expect(await plan(desk)).toMatchObject({ operations: [], blocked: [], drift: [], conflicts: [] })
  return Object.fromEntries(Object.entries(good(desk, CODE).sizes).map(([code, { options }]) => [code, options]))
}

describe('options of parts', () => {
  it('are colour and size, as far as they differ within the group, where the workspace says nothing', async () => {
    const red = (id: string) => size(id, { color: 'Red' })

    expect(await optionsOf([hat(red('s'), red('m'))])).toEqual({
      'north/hat/s': { Size: 'S' },
      'north/hat/m': { Size: 'M' },
    })
    expect(await optionsOf([hat(red('s'), size('m', { color: 'Blue' }))])).toEqual({
      'north/hat/s': { Color: 'Red', Size: 'S' },
      'north/hat/m': { Color: 'Blue', Size: 'M' },
    })
  })

  it('are none for what is alone', async () => {
    expect(await optionsOf([{ shop: 'north', id: 'hat', name: 'Hat' }])).toEqual({ 'north/hat': undefined })
  })

  it('are those that the workspace names, in its order and without empty ones', async () => {
    const options = await optionsOf([hat(size('s', { color: ' Dark  red ' }), size('m'))], NAMED)

    expect(options).toEqual({ 'north/hat/s': { Width: 'S', Colour: 'Dark red' }, 'north/hat/m': { Width: 'M' } })
    expect(Object.keys(options['north/hat/s'] as object)).toEqual(['Width', 'Colour'])
  })

  it('are written again when the source changes them, and spared when a person did', async () => {
    const desk = openDesk([hat(size('s', { color: 'Red' }), size('m', { color: 'Blue' }))], { workspace: GIVEN })
    await settle(desk)
    const later = { ...desk, wares: [hat(size('s', { color: 'Pink' }), size('m', { color: 'Blue' }))] }

    expect(await plan(later)).toMatchObject({
      operations: [{ after: { sizes: { 'north/hat/s': { options: { Color: 'Pink', Size: 'S' } } } } }],
    })
    editGood(desk.depot, CODE, ({ sizes }) => Object.assign(sizes['north/hat/s'] ?? {}, { options: { Color: 'Mine' } }))
    expect(await plan(desk)).toMatchObject({
      operations: [],
      drift: [{ field: '/sizes/north~1hat~1s/options', live: { Color: 'Mine' }, desired: { Color: 'Red', Size: 'S' } }],
    })
  })

  it('are left alone and told where one of them is no single value', async () => {
    const spec = { ...(NAMED.variants?.at(-1) as NonNullable<Workspace['variants']>[number]) }
    const lists = { ...spec, named: [{ name: 'Tags', from: 'size_tags' }] }
    const desk = openDesk([hat(size('s', { tags: ['a', 'b'] }))], { workspace: { ...NAMED, variants: [lists] } })

    const { diagnostics, operations } = await plan(desk)

    expect(operations[0]?.after).toMatchObject({ sizes: { 'north/hat/s': { code: 'north/hat/s' } } })
    expect(JSON.stringify(operations[0]?.after)).not.toContain('options')
    expect(diagnostics).toContainEqual(
      expect.objectContaining({
        code: 'value-held-back',
        message: expect.stringContaining('more than one value for Tags'),
      }),
    )
  })
})

describe('a value that the target gives', () => {
  it('is written to new resources as it stands, with where it comes from, and not looked at again', async () => {
    const desk = openDesk([hat(size('s'))], { workspace: GIVEN })
    const first = await plan(desk)
    expect(first.operations[0]?.after).toMatchObject({ offer: '{today} only' })
    expect(first.operations[0]?.provenance).toMatchObject({
      '/offer': { source: 'policy', path: 'target.stall.offer' },
    })
    await settle(desk)
    expect(good(desk, CODE).fields.offer).toBe('{today} only')
    editGood(desk.depot, CODE, ({ fields }) => Object.assign(fields, { offer: 'mine' }))

    expect(await plan(desk)).toMatchObject({ operations: [], drift: [], conflicts: [] })
  })

  it('gives way to a rule of the workspace for the same field', async () => {
    const [title] = GIVEN.attributes
    const own = { ...(title as NonNullable<typeof title>), label: 'offer', from: 'name' }
    const desk = openDesk([hat(size('s'))], { workspace: { ...GIVEN, attributes: [own] } })

    expect((await plan(desk)).operations[0]?.after).toMatchObject({ offer: 'Hat' })
  })

  it('is explained as every other value, by its name too', async () => {
    const desk = openDesk([hat(size('s'))], { workspace: GIVEN })
    const request = { ...planRequestOf(desk), subject: 'hat', attribute: 'offer' }

    expect(await explainSubject(request, signal)).toMatchObject({
      values: [{ label: 'offer', rule: 'if-new', desired: '{today} only', decision: 'write' }],
    })
    expect(await explainSubject({ ...request, subject: 'hat/s', attribute: 'options' }, signal)).toMatchObject({
      values: [{ label: 'options', rule: 'always', field: '/sizes/north~1hat~1s/options', desired: null }],
    })
    expect(await explainSubject({ ...request, subject: 'hat/s', attribute: 'price' }, signal)).toMatchObject({
      values: [{ field: '/sizes/north~1hat~1s/price', desired: '9', decision: 'write' }],
    })
  })
})
