import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseBaseline } from '../../src/model/baseline.ts'
import type { Fields } from '../../src/model/fields.ts'
import { isEmpty, type Json } from '../../src/model/json.ts'
import { isShared, membersOf, ownMembers, provenPart } from '../../src/model/members.ts'
import { OUTCOMES } from '../../src/model/run.ts'
import { mainKind } from '../../src/model/target-kinds.ts'
import { carryOut, goods, type OddDesk, openDesk, plan, settle } from '../odd/desk.ts'
import {
  type FittedWorld,
  fittedWares,
  fittedWorlds,
  RING_EDITS,
  type RingEdit,
  ringEdits,
} from '../odd/fitted-world.ts'
import { liveGood } from '../odd/stall/convert.ts'
import { editGood, memoryDepot } from '../odd/stall/depot.ts'
import { STALL } from '../odd/stall/traits.ts'
import { oddWorkspace } from '../odd/workspace.ts'
import { EDITS, type Edit, edits, type OddWorld, oddWorlds, wares } from '../odd/world.ts'
import { digest } from '../support/boots.ts'
import { cases, findings, frozen, openMachine, PATIENCE } from '../support/world-desk.ts'

const WORKSPACE = oddWorkspace()

function deskOf({ wares, shelf, policy, ...world }: OddWorld | FittedWorld, state: OddDesk['state']): OddDesk {
  const { settings } = WORKSPACE
  const options = 'fittings' in world ? { ...world.fittings } : settings.target.options
  const target = { ...settings.target, options }
  const workspace = { ...WORKSPACE, settings: { ...settings, target, policy: { ...settings.policy, ...policy } } }
  return openDesk(frozen(wares), { workspace, state, depot: memoryDepot(shelf) })
}

function edit({ depot }: OddDesk, all: Edit[]): void {
  for (const { place, what } of all) {
    const { goods } = depot.load()
    const one = goods[place % goods.length]
    if (one) editGood(depot, one.code, EDITS[what] ?? expect.fail())
  }
}

const WORLDS: [string, fc.Arbitrary<OddWorld | FittedWorld>][] = [
  ['any stall', oddWorlds],
  ['any stall with posters, words and rings', fittedWorlds],
]

describe.each(WORLDS)('any wares and %s', { timeout: PATIENCE }, (_, worlds) => {
  it('leave nothing to plan after an apply, and only what was said before to say', async () => {
    const state = openMachine()
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const desk = deskOf(world, state)
        const first = await plan(desk)

        const run = await carryOut(desk, { plan: first })

        expect(run).toMatchObject({ failures: [], status: 'complete' })
        const second = await plan(desk)
        expect(second.operations).toEqual([])
        const { on_drift, on_unadopted } = world.policy
        if (on_drift === 'report' && on_unadopted === 'keep') expect(findings(second)).toEqual(findings(first))
      }),
      cases(80),
    )
  })

  it('account for every operation', async () => {
    const state = openMachine()
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const desk = deskOf(world, state)
        const first = await plan(desk)

        const { operations } = await carryOut(desk, { plan: first })

        const { create, update, link, unlink, upload, adopt = 0, by_kind } = first.summary
        const kinds = Object.values(by_kind).flatMap((actions) => Object.values(actions))
        expect(create + update + link + unlink + upload + adopt).toBe(first.operations.length)
        expect(kinds.reduce((sum, count) => sum + count, 0)).toBe(first.operations.length)
        expect(OUTCOMES.reduce((sum, outcome) => sum + operations[outcome], 0)).toBe(first.operations.length)
      }),
      cases(20),
    )
  })

  it('change nothing when the same plan is applied on another machine as well', async () => {
    const [state, another] = [openMachine(), openMachine()]
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const desk = deskOf(world, state)
        const approved = await plan(desk)
        await carryOut(desk, { plan: approved })
        const before = desk.depot.load()

        const run = await carryOut({ ...desk, state: another }, { plan: approved })

        expect(run.failures).toEqual([])
        expect(run.operations).toMatchObject({ adopted: approved.operations.length, succeeded: 0 })
        expect(desk.depot.load()).toEqual(before)
      }),
      cases(40),
    )
  })

  it('give the same plan in any order', async () => {
    const state = openMachine()
    const shuffled = worlds.chain((world) =>
      fc
        .tuple(
          ...[world.wares, world.shelf.goods].map((all) =>
            fc.shuffledSubarray<unknown>(all, { minLength: all.length }),
          ),
        )
        .map(([others, goods]) => ({
          world,
          other: { ...world, wares: others, shelf: { ...world.shelf, goods } } as typeof world,
        })),
    )
    await fc.assert(
      fc.asyncProperty(shuffled, async ({ world, other }) => {
        const [one, two] = [await plan(deskOf(world, state)), await plan(deskOf(other, state))]

        expect(JSON.stringify(two.operations)).toBe(JSON.stringify(one.operations))
        expect(findings(two)).toEqual(findings(one))
      }),
      cases(40),
    )
  })
})

describe('after people were at work in the stall', { timeout: PATIENCE }, () => {
  const histories = fc.record({ world: oddWorlds, later: wares, done: edits })

  it('one more apply settles everything but what only people can settle', async () => {
    const state = openMachine()
    await fc.assert(
      fc.asyncProperty(histories, async ({ world, later, done }) => {
        const desk = deskOf(world, state)
        await settle(desk)
        edit(desk, done)
        const next = { ...desk, wares: frozen(later) }

        const { guards } = await plan(next)
        expect(await settle(next)).toMatchObject({ failures: [], status: 'complete' })

        // An export that lacks much clears nothing; once its news is there it may lack little.
        if (guards.length > 0) await settle(next)
        expect((await plan(next)).operations).toEqual([])
      }),
      cases(80),
    )
  })

  it('one more apply settles rings, words and posters as well, and takes nothing out that people put in', async () => {
    const state = openMachine()
    const lives = fittedWorlds.chain((world) =>
      fc.record({ world: fc.constant(world), later: wares.chain(fittedWares), done: ringEdits }),
    )
    await fc.assert(
      fc.asyncProperty(lives, async ({ world, later, done }) => {
        const desk = deskOf(world, state)
        await settle(desk)
        const ours = linksOf(await state.memory.baselines(desk.account))
        editRings(desk, done)
        const before = goods(desk)
        const next = { ...desk, wares: frozen(later) }

        const { guards } = await plan(next)
        expect(await settle(next)).toMatchObject({ failures: [], status: 'complete' })

        if (guards.length > 0) await settle(next)
        expect((await plan(next)).operations).toEqual([])
        for (const { id, code, rings = {} } of before) {
          const is = goods(desk).find((one) => one.id === id)?.rings ?? {}
          for (const [ring, members] of Object.entries(rings)) {
            const theirs = members.filter((member) => !ours.has(`${member} ${ring} ${code}`))
            expect(is[ring] ?? []).toEqual(expect.arrayContaining(theirs))
          }
        }
      }),
      cases(80),
    )
  })

  it('nothing that they did is undone, under the careful policies', async () => {
    const state = openMachine()
    await fc.assert(
      fc.asyncProperty(histories, async ({ world, later, done }) => {
        const careful = { on_drift: 'report', on_unadopted: 'keep' } as const
        const desk = deskOf({ ...world, policy: careful }, state)
        await settle(desk)
        edit(desk, done)
        const [before, kept] = [goods(desk), await state.memory.baselines(desk.account)]

        await settle({ ...desk, wares: frozen(later) })

        for (const was of before) {
          const is = goods(desk).find(({ id }) => id === was.id) ?? expect.fail(`${was.code} is gone`)
          expectRespect(liveGood(was).fields, liveGood(is).fields, kept.get(was.id))
        }
      }),
      cases(120),
    )
  })
})

function editRings({ depot }: OddDesk, all: RingEdit[]): void {
  for (const { place, other, what } of all) {
    const { goods } = depot.load()
    const [one, another] = [goods[place % goods.length], goods[other % goods.length]]
    if (one && another) editGood(depot, one.code, (good) => RING_EDITS[what]?.(good, another.id))
  }
}

/** What the baselines of goods say that they stand around, as `ID RING CODE`. */
function linksOf(baselines: ReadonlyMap<string, string>): Set<string> {
  return new Set(
    [...baselines].flatMap(([id, text]) =>
      Object.entries(parseBaseline(text, digest)?.links ?? {}).flatMap(([ring, codes]) =>
        codes.map((code) => `${id} ${ring} ${code}`),
      ),
    ),
  )
}

/** A value changes only where it is ours as we left it, or where nothing was; of lists only our members do. */
function expectRespect(was: Fields, is: Fields, text: string | undefined): void {
  const prints = parseBaseline(text, digest)?.fields ?? {}
  for (const path of new Set([...Object.keys(was), ...Object.keys(prints)])) {
    if (path !== 'checked') expect(kept(was[path], is[path], { path, print: prints[path] }), path).toBe(true)
  }
}

function kept(
  was: Json | undefined,
  is: Json | undefined,
  { path, print }: { path: string; print?: string | undefined },
) {
  const field = mainKind(STALL).field(path)
  const ours = print !== undefined && provenPart(was, { field, print }, digest) !== undefined
  if (ours && !isShared(field)) return true
  if (!ours && print !== undefined) return isDeepStrictEqual(was, is)
  if (!isShared(field)) return isEmpty(was) || isDeepStrictEqual(was, is)
  const own = new Set(ownMembers(was, { field, print: print ?? '' }, digest))
  return membersOf(was).every((member) => own.has(member) || membersOf(is).includes(member))
}
