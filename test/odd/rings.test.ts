import { describe, expect, it } from 'vitest'
import type { RunResult } from '../../src/model/run.ts'
import type { Ware } from './bazaar/facts.ts'
import { carryOut, good, type OddDesk, openDesk, plan, reach, settle } from './desk.ts'
import { type Depot, editGood, memoryDepot } from './stall/depot.ts'
import { MAKES, SETS, TAG_WORDS } from './stall/fittings.ts'
import { oddWorkspace } from './workspace.ts'

const WORDS = ['felt', 'winter']
const FITTINGS = { posters: true, rings: ['sets' as const, 'makes' as const], words: WORDS }
const PRUNING = { prune: { images: false, links: true, products: false, variants: false } }
const EAN = '4006381333931'
const MASTER = 'Master hat'

const SET: Ware = { shop: 'north', id: 'set.1/a:b', name: 'Winter set' }
const hat = (n: number, more: Partial<Ware> = {}): Ware => ({
  shop: 'north',
  id: `hat.${n}/1:felt`,
  name: `Hat ${n}`,
  tags: ['felt'],
  set: SET.id,
  sizes: [{ id: `hat.${n}/1:felt/s`, size: 'S', price: '1' }],
  ...more,
})
/** One that belongs to no set. */
function alone(n: number, more: Partial<Ware> = {}): Ware {
  const { set: _set, ...ware } = hat(n, more)
  return ware
}
const codeOf = ({ shop, id }: Ware): string => `${shop}/${id}`

/** A stall with a good that people made, which wares may be made like. */
function withMaster(): Depot {
  const fields = { title: 'A hat', ean: EAN }
  const master = { id: '7', code: MASTER, revision: 1, fields, sizes: {} }
  return memoryDepot({ last: '9007199254740993', goods: [master] })
}

const open = (wares: Ware[], more: Partial<OddDesk> = {}): OddDesk =>
  openDesk(wares, { workspace: oddWorkspace(PRUNING, FITTINGS), depot: withMaster(), ...more })

async function settled(wares: Ware[], more: Partial<OddDesk> = {}): Promise<OddDesk> {
  const desk = open(wares, more)
  expect(await settle(desk)).toMatchObject({ status: 'complete', failures: [] })
  return desk
}

/** The codes of those who stand around a good. */
function around(desk: OddDesk, code: string, ring: string): string[] {
  const codes = new Map(desk.depot.load().goods.map((one) => [one.id, one.code]))
  return (good(desk, code).rings?.[ring] ?? []).map((id) => codes.get(id) ?? id).sort()
}

/** A person stands these, by their codes, around a good in the ring of sets. */
const person = (desk: OddDesk, code: string, members: string[]): void =>
  editGood(desk.depot, code, (one) => {
    one.rings = { ...one.rings, [SETS]: members.map((member) => good(desk, member).id) }
  })

/** A person rewrites what the sign for tags says. */
function rewrite({ depot }: OddDesk, work: (says: string[]) => string[]): void {
  const shelf = depot.load()
  const signs = (shelf.signs ?? []).map((sign) =>
    sign.label === TAG_WORDS ? { ...sign, says: work(sign.says), revision: sign.revision + 1 } : sign,
  )
  depot.save({ ...shelf, signs })
}

/** Somebody is faster, once, between the look and the write that asks this. */
function overtaken(desk: OddDesk, ask: string, work: () => void): OddDesk {
  let faster = true
  return {
    ...desk,
    line: async (request) => {
      if (request.ask === ask && faster) {
        faster = false
        work()
      }
      return desk.line(request)
    },
  }
}

const counts = ({ operations: { succeeded, adopted, failed, conflict, skipped } }: RunResult) => ({
  ...{ succeeded, adopted, failed, conflict, skipped },
})

describe('relations that are written whole, from the side of the parent, against its revision', () => {
  it('are made after what defines them and what they relate, and leave nothing to plan', async () => {
    const desk = open([SET, hat(1, { ean: EAN }), hat(2)])
    const first = await plan(desk)

    expect(first.operations.map(({ id }) => id)).toEqual([
      `create:words.${TAG_WORDS}`,
      `create:ring.${MAKES}`,
      `create:ring.${SETS}`,
      ...[hat(1), hat(2), SET].map((ware) => `create:good.${codeOf(ware)}`),
      `link:seats.${MAKES}.${MASTER}`,
      `link:seats.${SETS}.${codeOf(SET)}`,
    ])
    const reached = reach(desk)
    const run = await carryOut(desk, { plan: first }, reached)

    expect(run).toMatchObject({ status: 'complete', failures: [] })
    expect(counts(run)).toMatchObject({ succeeded: 8 })
    expect(around(desk, codeOf(SET), SETS)).toEqual([codeOf(hat(1)), codeOf(hat(2))])
    expect(around(desk, MASTER, MAKES)).toEqual([codeOf(hat(1))])
    expect(await plan(desk)).toMatchObject({ operations: [], blocked: [], drift: [], conflicts: [], stale: [] })
  })

  it('are written with as few calls as can be: nothing is sent against a revision of before our own write', async () => {
    const desk = open([SET, hat(1)])
    const reached = reach(desk)
    const first = await plan(desk, reached)
    const before = reached.raw.calls().writes

    await carryOut({ ...desk, concurrency: 1 }, { plan: first }, reached)

    expect(reached.raw.calls().writes - before).toBe(first.operations.length)
  })

  it('keep those that people put there', async () => {
    const desk = await settled([SET, hat(1)])
    person(desk, codeOf(SET), [MASTER, codeOf(hat(1))])
    const later = { ...desk, wares: [SET, hat(1), hat(2)] }

    expect(await settle(later)).toMatchObject({ status: 'complete', failures: [] })

    expect(around(desk, codeOf(SET), SETS)).toEqual([MASTER, codeOf(hat(1)), codeOf(hat(2))].sort())
    expect((await plan(later)).operations).toEqual([])
  })

  it('keep those that people put there between plan and apply, and between the look and the write', async () => {
    const other = hat(3, { set: 'another' })
    const desk = await settled([SET, hat(1), other])
    const later = { ...desk, wares: [SET, hat(1), hat(2), other] }
    const second = await plan(later)
    person(desk, codeOf(SET), [MASTER, codeOf(hat(1))])
    const faster = overtaken(later, 'write', () => person(desk, codeOf(SET), [MASTER, codeOf(other), codeOf(hat(1))]))

    expect(await carryOut(faster, { plan: second })).toMatchObject({ status: 'complete', failures: [] })

    expect(around(desk, codeOf(SET), SETS)).toEqual([MASTER, codeOf(hat(1)), codeOf(hat(2)), codeOf(other)].sort())
  })

  it('lead away from where they were once they lead to where they belong, and leave those of others', async () => {
    const next: Ware = { shop: 'north', id: 'set.2', name: 'Spring set' }
    const desk = await settled([SET, next, hat(1), hat(2)])
    person(desk, codeOf(SET), [MASTER, codeOf(hat(1)), codeOf(hat(2))])
    const later = { ...desk, wares: [SET, next, hat(1, { set: next.id }), hat(2)] }

    const { operations } = await plan(later)
    expect(await settle(later)).toMatchObject({ status: 'complete', failures: [] })

    expect(operations.map(({ id }) => id)).toEqual([
      `adopt:good.${codeOf(hat(1))}`,
      `link:seats.${SETS}.${codeOf(next)}`,
      `unlink:seats.${SETS}.${codeOf(SET)}`,
    ])
    expect(around(desk, codeOf(SET), SETS)).toEqual([MASTER, codeOf(hat(2))].sort())
    expect(around(desk, codeOf(next), SETS)).toEqual([codeOf(hat(1))])
    expect(await plan(later)).toMatchObject({ operations: [], stale: [] })
  })

  it('are taken out where nothing takes their place and links are pruned', async () => {
    const desk = await settled([SET, hat(1), hat(2)])
    const later = { ...desk, wares: [SET, alone(1), hat(2)] }

    await settle(later)

    expect(around(desk, codeOf(SET), SETS)).toEqual([codeOf(hat(2))])
    expect(await plan(later)).toMatchObject({ operations: [], stale: [] })
  })

  it('lead to goods alone, also where only what is written within one says to which', async () => {
    const sizes = (hat(1).sizes ?? []).map((size) => ({ ...size, ean: EAN }))
    const desk = open([alone(1, { sizes })])

    const { operations, blocked } = await plan(desk)

    expect(operations.filter(({ action }) => action === 'link')).toMatchObject([
      {
        id: `link:seats.${MAKES}.${MASTER}`,
        after: { targets: [`good.${codeOf(hat(1))}`] },
        provenance: { '/targets/0': { source: 'match', path: 'ean' } },
      },
    ])
    expect(blocked).toEqual([])
    await settle(desk)
    expect(await plan({ ...desk, wares: [alone(1)] })).toMatchObject({
      operations: [{ action: 'unlink', before: { targets: [`good.${codeOf(hat(1))}`] } }],
    })
  })

  it('are made in part where a good failed, and the rest is made by the next plan', async () => {
    const desk = open([SET, hat(1), hat(2, { tags: ['winter'] })], { depot: memoryDepot() })
    await settle({ ...desk, wares: [hat(9)] })
    const first = await plan(desk)
    rewrite(desk, (says) => says.filter((word) => word !== 'winter'))

    const run = await carryOut(desk, { plan: first })

    expect(run.failures).toMatchObject([
      { address: `good.${codeOf(hat(2))}`, message: 'No sign says winter.' },
      { address: `seats.${SETS}.${codeOf(SET)}`, code: 'partial' },
    ])
    expect(around(desk, codeOf(SET), SETS)).toEqual([codeOf(hat(1))])
    expect(await settle(desk)).toMatchObject({ status: 'complete', failures: [] })
    expect(around(desk, codeOf(SET), SETS)).toEqual([codeOf(hat(1)), codeOf(hat(2))])
  })

  it('are one list for all that a plan does to them: what takes out begins with what was put in', async () => {
    const other: Ware = { shop: 'north', id: 'set.2', name: 'Spring set' }
    const desk = await settled([SET, other, hat(1), hat(2, { set: other.id })])
    const later = { ...desk, wares: [SET, other, hat(1, { set: other.id }), hat(2)], concurrency: 1 }

    expect(await settle(later)).toMatchObject({ status: 'complete', failures: [] })

    expect(around(desk, codeOf(SET), SETS)).toEqual([codeOf(hat(2))])
    expect(around(desk, codeOf(other), SETS)).toEqual([codeOf(hat(1))])
    expect((await plan(later)).operations).toEqual([])
  })
})

describe('what is defined by a list that others add to as well, written whole against its revision', () => {
  const says = (desk: OddDesk): string[] =>
    desk.depot.load().signs?.find(({ label }) => label === TAG_WORDS)?.says ?? []
  const growing = (desk: OddDesk): OddDesk => ({
    ...desk,
    wares: [hat(1, { tags: ['felt', 'spring'] })],
    workspace: oddWorkspace(PRUNING, { ...FITTINGS, words: [...WORDS, 'spring'] }),
  })
  const byHand = (desk: OddDesk, word: string): void => rewrite(desk, (there) => [...there, word])

  it('grows before the values that need it are written', async () => {
    const desk = await settled([hat(1)])
    const later = growing(desk)

    const second = await plan(later)
    await carryOut(later, { plan: second })

    expect(second.operations.map(({ id }) => id)).toEqual([
      `update:words.${TAG_WORDS}`,
      `update:good.${codeOf(hat(1))}`,
    ])
    expect(second.operations[1]?.depends_on).toContain(`update:words.${TAG_WORDS}`)
    expect(says(desk)).toEqual([...WORDS, 'spring'])
    expect(good(desk, codeOf(hat(1))).fields.tags).toEqual(['felt', 'spring'])
    expect((await plan(later)).operations).toEqual([])
  })

  it('keeps what people added, before the plan, after it, and between the look and the write', async () => {
    const desk = await settled([hat(1)])
    byHand(desk, 'one')
    const later = growing(desk)
    const second = await plan(later)
    byHand(desk, 'two')

    const run = await carryOut(
      overtaken(later, 'sign', () => byHand(desk, 'three')),
      { plan: second },
    )

    expect(run).toMatchObject({ status: 'complete', failures: [] })
    expect(says(desk).toSorted()).toEqual([...WORDS, 'one', 'two', 'three', 'spring'].sort())
    expect((await plan(later)).operations).toEqual([])
  })

  it('holds back values that no word stands for, and everything else is written', async () => {
    const desk = open([hat(1, { tags: ['felt', 'unheard of'] })])

    const { diagnostics } = await plan(desk)
    await settle(desk)

    expect(diagnostics).toMatchObject([{ code: 'value-held-back', address: `good.${codeOf(hat(1))}` }])
    expect(good(desk, codeOf(hat(1))).fields).toMatchObject({ title: 'Hat 1' })
    expect(good(desk, codeOf(hat(1))).fields).not.toHaveProperty('tags')
  })
})
