import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../src/model/json.ts'
import type { LiveResource } from '../../src/model/live.ts'
import { diff } from '../../src/planner/diff/index.ts'
import { guard } from '../../src/planner/guard/index.ts'
import { selectedParts } from '../../src/planner/guard/narrow.ts'
import { assemblePlan, prepare } from '../../src/planner/index.ts'
import type { PlanInput } from '../../src/planner/types.ts'
import { planId } from '../../src/state/plan-id.ts'
import { memoryDesk } from '../support/account-desk.ts'
import { histories, live } from '../support/account-lived.ts'
import { worlds } from '../support/world.ts'
import { cases, frozen, inputOf, openMachine, PATIENCE } from '../support/world-desk.ts'

describe('a plan', { timeout: PATIENCE }, () => {
  it('is the same to the byte in whatever order a new world is read', async () => {
    const machine = openMachine()
    await fc.assert(
      fc.asyncProperty(worlds, fc.nat(), async (world, order) => {
        expectOneOutcome(await inputOf(memoryDesk(world, machine)), order)
      }),
      cases(60),
    )
  })

  it('is the same to the byte in whatever order a world that people changed is read', async () => {
    const [machine, another] = [openMachine(), openMachine()]
    await fc.assert(
      fc.asyncProperty(histories, fc.nat(), async (history, order) => {
        const { desk } = await live(history, machine, another)
        expectOneOutcome(await inputOf(desk), order)
      }),
      cases(60),
    )
  })

  it('holds operations as they were made, each once: nothing edits one later', async () => {
    const [machine, another] = [openMachine(), openMachine()]
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const { desk } = await live(history, machine, another)
        const input = await inputOf(desk)
        const prepared = prepare(input)
        const mayClear = prepared.guards.length === 0
        const differences = diff(prepared, input, { parts: selectedParts(input.selection), mayClear })
        const made = differences.drafts.map(({ operation }) => operation)

        expect(made.every(Object.isFrozen)).toBe(true)
        const { operations } = guard({ ...differences, drafts: frozen(differences.drafts) }, prepared, input)

        expect(JSON.stringify(operations)).toBe(JSON.stringify(assemblePlan(input).operations))
      }),
      cases(20),
    )
  })

  it('leaves everything that it was made from as it was', async () => {
    const [machine, another] = [openMachine(), openMachine()]
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const { desk } = await live(history, machine, another)
        const input = await inputOf(desk)
        const before = JSON.stringify(input)

        assemblePlan(frozen(input))

        expect(JSON.stringify(input)).toBe(before)
      }),
      cases(20),
    )
  })
})

function expectOneOutcome(input: PlanInput, order: number): void {
  const [one, other] = [assemblePlan(input), assemblePlan(shuffled(input, order))]
  expect(planId(other.operations)).toBe(planId(one.operations))
  expect(other).toEqual(one)
  expect(JSON.stringify(other)).toBe(JSON.stringify(one))
}

/** The same things to plan from, in another order. */
function shuffled(input: PlanInput, order: number): PlanInput {
  const random = new Shuffler(order)
  const { live: account } = input
  return {
    ...input,
    sources: random.shuffle(input.sources.map((source) => ({ ...source, items: random.shuffle(source.items) }))),
    overrides: random.shuffle(input.overrides),
    live: {
      ...account,
      resources: Object.fromEntries(
        random
          .shuffle(Object.entries(account.resources))
          .map(([kind, list]) => [kind, random.shuffle(list).map((live) => random.relations(live))]),
      ),
      missing: random.shuffle(account.missing),
    },
  }
}

class Shuffler {
  #state: number

  constructor(seed: number) {
    this.#state = seed % 2147483646
  }

  shuffle<T>(list: T[]): T[] {
    const shuffled = [...list]
    for (let place = shuffled.length - 1; place > 0; place -= 1) {
      const other = this.#below(place + 1)
      const held = shuffled[place] as T
      shuffled[place] = shuffled[other] as T
      shuffled[other] = held
    }
    return shuffled
  }

  /** Relations are sets, and so are the fields that hold them. */
  relations(live: LiveResource): LiveResource {
    const fields = Object.entries(live.fields).map(([path, value]): [string, Json] => [
      path,
      path.startsWith('links.') && Array.isArray(value) ? this.shuffle(value) : value,
    ])
    return { ...live, fields: Object.fromEntries(this.shuffle(fields)) }
  }

  #below(limit: number): number {
    this.#state = ((this.#state + 1) * 48271) % 2147483647
    return this.#state % limit
  }
}
