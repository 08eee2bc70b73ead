import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assemblePlan } from '../../src/planner/index.ts'
import type { PlanInput } from '../../src/planner/types.ts'
import { planId } from '../../src/state/plan-file.ts'
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

  it('leaves everything that it was made from as it was', async () => {
    const [machine, another] = [openMachine(), openMachine()]
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const { desk } = await live(history, machine, another)
        const input = await inputOf(desk)
        const before = structuredClone({ ...input, traits: null, digest: null })

        assemblePlan(frozen(input))

        expect({ ...input, traits: null, digest: null }).toEqual(before)
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
      products: random.shuffle(account.products).map((product) => ({ ...product, links: random.links(product.links) })),
      attributes: random.shuffle(account.attributes),
      relationships: random.shuffle(account.relationships),
      assets: random.shuffle(account.assets),
      missing_columns: random.shuffle(account.missing_columns),
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

  /** Links are a set, and so are the relationships that hold them. */
  links(links: { [label: string]: string[] }): { [label: string]: string[] } {
    const entries = Object.entries(links).map(([label, ids]): [string, string[]] => [label, this.shuffle(ids)])
    return Object.fromEntries(this.shuffle(entries))
  }

  #below(limit: number): number {
    this.#state = ((this.#state + 1) * 48271) % 2147483647
    return this.#state % limit
  }
}
