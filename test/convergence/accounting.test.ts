import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { liveOf } from '../../src/model/live.ts'
import { assemblePlan } from '../../src/planner/index.ts'
import type { PlanContents, PlanInput } from '../../src/planner/types.ts'
import { memoryDesk } from '../support/account-desk.ts'
import { histories, live } from '../support/account-lived.ts'
import { worlds } from '../support/world.ts'
import { cases, inputOf, openMachine, PATIENCE } from '../support/world-desk.ts'

describe('the account that a plan gives', { timeout: PATIENCE }, () => {
  it('names every listing of a new world exactly once', async () => {
    const machine = openMachine()
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => expectAccounted(await inputOf(memoryDesk(world, machine)))),
      cases(60),
    )
  })

  it('names every listing exactly once after people were at work', async () => {
    const [machine, another] = [openMachine(), openMachine()]
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const { desk } = await live(history, machine, another)
        expectAccounted(await inputOf(desk))
      }),
      cases(60),
    )
  })

  it('names every listing exactly once when the account was read incompletely', async () => {
    const machine = openMachine()
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const input = await inputOf(memoryDesk(world, machine))
        const incomplete = { ...input, live: { ...input.live, complete: false } }
        expectAccounted(incomplete)
        expect(assemblePlan(incomplete).operations.filter(({ id }) => id.startsWith('create:product.'))).toEqual([])
      }),
      cases(30),
    )
  })
})

type Fate = 'ignored' | 'unavailable' | 'skipped' | 'operation' | 'blocked' | 'unchanged' | 'lost'

/** Why a product as a whole is not planned; other codes hold back a part of it. */
const WHOLE_PRODUCT = ['deleted', 'renamed', 'other-scope', 'partial-export']

function expectAccounted(input: PlanInput): void {
  const contents = assemblePlan(input)
  const records = input.sources.flatMap(({ items }) => items)
  const usable = records.filter((item) => /^[A-Z0-9]{10}$/.test(item.ref.id) && item.ref.shop !== 'MX')
  const byListing = Map.groupBy(usable, (item) => item.key)
  const listings = [...byListing.values()].map(([item]) => item as Item)
  const repeated = [...byListing.values()].filter((same) => same.length > 1)
  const counted = (code: string): number => contents.diagnostics.filter((entry) => entry.code === code).length
  expect(counted('item-unusable')).toBe(records.length - usable.length)
  expect(counted('duplicate-asin')).toBe(repeated.length)

  const fates = Map.groupBy(listings, fateOf(input, contents))
  const count = (fate: Fate): number => fates.get(fate)?.length ?? 0
  expect(fates.get('lost') ?? []).toEqual([])
  expect(contents.summary.unchanged).toBe(count('unchanged'))
  const products = contents.operations.filter(({ address }) => address.startsWith('product.'))
  expect(count('operation')).toBe(products.length)
  expectMatchesAddUp(contents, listings.length - count('ignored') - count('unavailable'))
  expectSummaryOfLists(contents)
  const { owned, canonical, foreign } = contents.population
  expect(owned + canonical + foreign).toBe(liveOf(input.live, 'product').length)
}

type Item = PlanInput['sources'][number]['items'][number]

function fateOf(input: PlanInput, contents: PlanContents): (item: Item) => Fate {
  const live = new Set(liveOf(input.live, 'product').map(({ key }) => key))
  const written = new Set(contents.operations.map(({ address }) => address))
  const blocked = new Set(
    contents.blocked.filter(({ code }) => WHOLE_PRODUCT.includes(code)).map(({ address }) => address),
  )
  const skipped = skippedAddresses(input)
  const unwritten = (address: string, fate: Fate): Fate => (written.has(address) ? 'lost' : fate)
  return (item) => {
    const sku = `AMZN-${item.ref.shop}-${item.ref.id}`
    const address = `product.${sku}`
    if (overrideOf(input, item)?.ignore) return 'ignored'
    if (item.state === 'unavailable') return 'unavailable'
    if (skipped.has(address)) return unwritten(address, 'skipped')
    if (blocked.has(address)) return unwritten(address, 'blocked')
    if (written.has(address)) return 'operation'
    return live.has(sku) ? 'unchanged' : 'lost'
  }
}

function overrideOf({ overrides }: PlanInput, { ref }: Item) {
  const named = overrides.filter((override) => override.id === ref.id)
  return named.find((one) => one.shop === ref.shop) ?? named.find((one) => one.shop === null)
}

/** What stays out without a canonical product; a plan that makes everything tells which have none. */
function skippedAddresses(input: PlanInput): Set<string> {
  if (input.settings.policy.unmatched !== 'skip') return new Set()
  const policy = { ...input.settings.policy, unmatched: 'create' as const }
  const everything = assemblePlan({ ...input, settings: { ...input.settings, policy } })
  const unmatched = everything.unmatched.filter(({ code }) => code !== 'override-none')
  return new Set(unmatched.map(({ address }) => address))
}

function expectMatchesAddUp({ matches, unmatched, ambiguous }: PlanContents, matchable: number): void {
  expect(matches.total).toBe(matchable)
  expect(matches.matched + matches.unmatched + matches.ambiguous).toBe(matchable)
  expect(unmatched).toHaveLength(matches.unmatched)
  expect(ambiguous).toHaveLength(matches.ambiguous)
  const sum = (counts: number[]): number => counts.reduce((total, one) => total + one, 0)
  expect(sum(Object.values(matches.by_method))).toBe(matches.matched)
  expect(sum(Object.values(matches.by_class).map(({ total }) => total))).toBe(matchable)
}

function expectSummaryOfLists({ summary, operations, blocked, drift, conflicts }: PlanContents): void {
  const of = (action: string): number => operations.filter((operation) => operation.action === action).length
  const { create, update, upload, link, unlink, delete: removed } = summary
  const expected = ['create', 'update', 'upload', 'link', 'unlink', 'delete'].map(of)
  expect([create, update, upload, link, unlink, removed]).toEqual(expected)
  const kinds = Object.values(summary.by_kind).flatMap((actions) => Object.values(actions))
  expect(kinds.reduce((total, one) => total + one, 0)).toBe(operations.length)
  expect(summary.blocked).toBe(blocked.length)
  expect(summary.drift).toBe(drift.length)
  expect(summary.conflicts).toBe(conflicts.filter(({ kind }) => kind === 'both-moved').length)
  expect(summary.unadopted).toBe(conflicts.filter(({ kind }) => kind === 'unadopted').length)
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length)
}
