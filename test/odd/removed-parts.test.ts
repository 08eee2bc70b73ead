import { describe, expect, it } from 'vitest'
import type { QualityRule } from '../../src/model/quality.ts'
import type { Override } from '../../src/model/settings.ts'
import type { Ware, WareSize } from './bazaar/facts.ts'
import { carryOut, good, type OddDesk, openDesk, plan, settle } from './desk.ts'
import { editGood } from './stall/depot.ts'
import { putBack } from './undoing.ts'
import { oddWorkspace } from './workspace.ts'

const PRUNING = oddWorkspace({ prune: { images: false, links: false, products: false, variants: true } })
const size = (letter: string, more: Partial<WareSize> = {}): WareSize => ({
  ...{ id: `hat/${letter}`, size: letter.toUpperCase(), price: '20.10', tags: [letter] },
  ...more,
})
const hat = (...letters: string[]): Ware => ({
  shop: 'north',
  id: 'hat',
  name: 'Hat',
  sizes: letters.map((one) => size(one)),
})
const CODE = 'north/hat'
const S = `${CODE}/s`
const PRICED: QualityRule = {
  ...{ id: 'priced', field: 'price', check: 'range', min: '0.01', severity: 'reject', on: 'items' },
  position: { file: 'specs/quality.yaml', line: 3, column: 5 },
}
const FOUND = { operations: [], drift: [], conflicts: [] }

/** A hat in two sizes that this program made; then the source has only one of them. */
async function lacking(more: Partial<OddDesk> = {}): Promise<OddDesk> {
  const desk = openDesk([hat('s', 'm')], { workspace: PRUNING, ...more })
  await settle(desk)
  return { ...desk, wares: [hat('m')] }
}

const overridden = (override: Partial<Override>): OddDesk['workspace'] => ({
  ...PRUNING,
  overrides: [{ id: 'hat/s', shop: 'north', position: { file: 'o.yaml', line: 1, column: 1 }, ...override }],
})

describe('a part of ours that the source has no more', () => {
  it('stays, and is named once for its product, as long as nobody prunes', async () => {
    const desk = { ...(await lacking()), workspace: oddWorkspace() }

    expect(await plan(desk)).toMatchObject({
      ...FOUND,
      blocked: [
        {
          id: `update:good.${CODE}`,
          code: 'prune-off',
          message: `1 size of ours is not in the source any more: ${S}.`,
          hint: expect.stringContaining('--prune variants'),
        },
      ],
    })
  })

  it('goes with pruning, together with everything else that changes, and leaves nothing to plan', async () => {
    const desk = await lacking()
    const later = { ...desk, wares: [{ ...hat('m', 'l'), name: 'Felt hat' }] }
    const { operations, summary } = await plan(later)

    expect(operations).toMatchObject([
      {
        action: 'update',
        reason: `title differs; adds size ${CODE}/l; removes size ${S}`,
        risk: 'high',
        before: { sizes: { [S]: { code: S, size: 'S', price: '20.10', tags: ['s'] } } },
        after: { sizes: { [S]: { code: null } } },
        patch: expect.arrayContaining([{ op: 'remove', path: '/sizes/north~1hat~1s' }]),
        baseline: { prints: { 'sizes/north~1hat~1s/code': null, 'sizes/north~1hat~1s/price': null } },
      },
    ])
    expect(summary).toMatchObject({ update: 1, delete: 0, emptied: 0 })
    await settle(later)
    expect(Object.keys(good(desk, CODE).sizes)).toEqual([`${CODE}/m`, `${CODE}/l`])
    expect(await plan(later)).toMatchObject({ ...FOUND, blocked: [] })
  })

  it('comes back as new, with nothing remembered of what it was', async () => {
    const desk = await lacking()
    await settle(desk)
    const again = { ...desk, wares: [hat('s', 'm')] }

    expect(await plan(again)).toMatchObject({ operations: [{ reason: `adds size ${S}` }], drift: [] })
    await settle(again)
    expect(await plan(again)).toMatchObject(FOUND)
  })

  it('is made again by undoing, as it was', async () => {
    const desk = await lacking()
    const before = good(desk, CODE)
    const run = await settle(desk)
    await putBack(desk, run.run_id)

    const { sizes, fields } = good(desk, CODE)
    expect({ sizes, fields }).toEqual({ sizes: { ...before.sizes }, fields: before.fields })
    expect(await plan({ ...desk, wares: [hat('s', 'm')] })).toMatchObject({ ...FOUND, blocked: [] })
    expect(await plan(desk)).toMatchObject({ operations: [{ reason: `removes size ${S}` }] })
  })

  it.each<[string, (fields: { [path: string]: unknown }) => void, string]>([
    ['changed a value of', (own) => Object.assign(own, { price: '5.00' }), 'price'],
    ['emptied a value of', (own) => delete own.price, 'price'],
    ['tagged', (own) => Object.assign(own, { tags: ['s', 'mine'] }), 'tags'],
  ])('stays when a person %s it', async (_, edit, field) => {
    const desk = await lacking()
    editGood(desk.depot, CODE, ({ sizes }) => edit(sizes[S] ?? {}))

    expect(await plan(desk)).toMatchObject({
      operations: [],
      blocked: [{ code: 'changed', message: expect.stringContaining(`sizes/north~1hat~1s/${field}`) }],
    })
  })

  it.each<[string, (fields: { [path: string]: unknown }) => void]>([
    ['changed a value of', (own) => Object.assign(own, { price: '5.00' })],
    ['wrote a note on', (own) => Object.assign(own, { note: 'mine' })],
    ['tagged', (own) => Object.assign(own, { tags: ['s', 'mine'] })],
    ['emptied a value of', (own) => delete own.price],
  ])('stays when a person %s it between the plan and the apply', async (_, edit) => {
    const desk = await lacking()
    const approved = await plan(desk)
    editGood(desk.depot, CODE, ({ sizes }) => edit(sizes[S] ?? {}))

    expect(await carryOut(desk, { plan: approved })).toMatchObject({ operations: { conflict: 1, succeeded: 0 } })
    expect(good(desk, CODE).sizes).toHaveProperty([S])
  })

  it('is done where a person took it away between the plan and the apply', async () => {
    const desk = await lacking()
    const approved = await plan(desk)
    editGood(desk.depot, CODE, ({ sizes }) => {
      delete sizes[S]
    })

    expect(await carryOut(desk, { plan: approved })).toMatchObject({ operations: { conflict: 0 }, failures: [] })
    expect(await plan(desk)).toMatchObject({ ...FOUND, blocked: [] })
  })

  it('stays as the last one of its product', async () => {
    const desk = openDesk([hat('s')], { workspace: PRUNING })
    await settle(desk)
    const later = { ...desk, wares: [hat('m')], workspace: overridden({ id: 'hat/m', ignore: true }) }

    expect(await plan(later)).toMatchObject({
      operations: [],
      blocked: [{ code: 'limit', message: expect.stringContaining('the good would have none left') }],
    })
  })

  it('stays where people made it, and where they made others nothing is said of them', async () => {
    const desk = openDesk([hat('m')], { workspace: PRUNING })
    await settle(desk)
    editGood(desk.depot, CODE, ({ sizes }) => Object.assign(sizes, { [S]: { size: 'S' }, own: { size: 'mine' } }))

    expect(await plan(desk)).toMatchObject({ ...FOUND, blocked: [] })
  })

  it.each([
    ['the source no longer has it', ['m']],
    ['the source has it', ['s', 'm']],
  ])('is left alone where an override ignores it, when %s', async (_, letters) => {
    const desk = { ...(await lacking()), workspace: overridden({ ignore: true }), wares: [hat(...letters)] }

    expect(await plan(desk)).toMatchObject({ ...FOUND, blocked: [] })
  })

  it('stays where its item is only rejected', async () => {
    const quality = { rules: [PRICED], max_invalid_percent: 100 }
    const poor = { ...hat('s', 'm'), sizes: [size('s', { price: '0' }), size('m')] }
    const desk = { ...(await lacking()), workspace: { ...PRUNING, quality }, wares: [poor] }

    expect(await plan(desk)).toMatchObject({ operations: [], blocked: [], rejected: [{ item: `bazaar/${S}` }] })
  })

  it.each<[string, Parameters<typeof plan>[2]]>([
    ['an incomplete export', { complete: false }],
    ['a narrowed plan', { selection: { addresses: [`good.${CODE}`] } }],
  ])('stays on the word of %s', async (_, more) => {
    const desk = await lacking()

    const { operations, blocked } = await plan(desk, undefined, more)

    expect(operations).toEqual([])
    expect(blocked.map(({ code }) => code)).toEqual(more?.complete === false ? ['partial-export'] : [])
  })
})
