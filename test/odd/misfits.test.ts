import { describe, expect, it } from 'vitest'
import { explainSubject } from '../../src/services/explain.ts'
import type { Ware, WareSize } from './bazaar/facts.ts'
import { good, openDesk, plan, planRequestOf, settle } from './desk.ts'
import { oddWorkspace } from './workspace.ts'

const { signal } = new AbortController()
const CODE = 'north/hat'
const workspace = oddWorkspace({}, { options: true, distinct: true, posters: true, ofSizes: true })

const size = (id: string, name: string, more: Partial<WareSize> = {}): WareSize => ({
  ...{ id: `hat/${id}`, size: name, price: '9', pictures: [`https://posters.example/${id}.png`] },
  ...more,
})
const hat = (...sizes: WareSize[]): Ware[] => [{ shop: 'north', id: 'hat', name: 'Hat', sizes }]
const ALIKE = {
  code: 'limit',
  message: 'Its size north/hat/c is left out: it has the same options as north/hat/a.',
  hint: 'Change that in the source or by an override; or put "hat/c: { ignore: true }" in specs/overrides, and nothing more is said of it.',
}

describe('a new part that has no place beside the others', () => {
  const wares = hat(size('a', 'S'), size('b', 'M'), size('c', 'S'))

  it('is left out with its pictures, and costs the others nothing', async () => {
    const desk = openDesk(wares, { workspace })

    expect((await plan(desk)).blocked).toMatchObject([{ id: `create:good.${CODE}`, ...ALIKE }])
    await settle(desk)

    expect(Object.keys(good(desk, CODE).sizes)).toEqual(['north/hat/a', 'north/hat/b'])
    expect(good(desk, CODE).fields.posters).toHaveLength(2)
    expect(await plan(desk)).toMatchObject({ operations: [], blocked: [{ id: `update:good.${CODE}`, ...ALIKE }] })
  })

  it('is added once it has', async () => {
    const desk = openDesk(wares, { workspace })
    await settle(desk)
    const later = { ...desk, wares: hat(size('a', 'S'), size('b', 'M'), size('c', 'L')) }

    expect((await plan(later)).blocked).toEqual([])
    await settle(later)
    expect(Object.keys(good(later, CODE).sizes)).toContain('north/hat/c')
  })

  it('is explained', async () => {
    const request = { ...planRequestOf(openDesk(wares, { workspace })), attribute: 'price' }

    expect(await explainSubject({ ...request, subject: 'hat/c' }, signal)).toMatchObject({
      values: [{ desired: '9', decision: 'blocked' }],
      planned: [{ status: 'planned' }, { status: 'blocked', reason: `${ALIKE.message} ${ALIKE.hint}` }],
    })
    expect(await explainSubject({ ...request, subject: 'hat/a' }, signal)).toMatchObject({
      values: [{ desired: '9', decision: 'write' }],
    })
  })
})

describe('a field of parts that are there, and that would be in the way of one another', () => {
  it('stays as it is, while all else is written', async () => {
    const desk = openDesk(hat(size('a', 'S'), size('b', 'M'), size('c', 'L')), { workspace })
    await settle(desk)
    const later = { ...desk, wares: hat(size('a', 'M', { price: '10' }), size('b', 'M'), size('c', 'L')) }

    const { operations, blocked } = await plan(later)

    expect(blocked).toMatchObject([
      {
        id: `update:good.${CODE}`,
        message:
          'Its size north/hat/b has the same options as north/hat/a. Until then "options" of its sizes stays as it is.',
      },
    ])
    const [{ before, after, provenance } = expect.fail()] = operations
    expect(before).toMatchObject({ sizes: { 'north/hat/a': { price: '9' } } })
    expect(after).toMatchObject({ sizes: { 'north/hat/a': { price: '10' } } })
    expect(JSON.stringify([before, after, provenance])).not.toContain('options')
    await settle(later)
    expect(good(later, CODE).sizes).toMatchObject({ 'north/hat/a': { price: '10', options: { Size: 'S' } } })
    expect((await plan(later)).operations).toEqual([])
  })
})
