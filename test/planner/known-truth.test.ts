import { describe, expect, test } from 'vitest'
import type { MatchReport } from '../../src/model/match-report.ts'
import { matchReport } from '../../src/planner/match/report.ts'
import { type KnownCatalogue, knownCatalogue } from '../support/boot-catalogue.ts'
import { account, planInput, settings } from '../support/boots.ts'

/** Methods that prove what they say; the others are told as what they are. */
const PROOFS = ['gtin', 'ean', 'upc', 'model_number']

function matched({ items, products }: KnownCatalogue, guesses: boolean): MatchReport {
  const chosen = settings((value) => {
    value.target.canonical.identifiers = ['gtin', 'attributes.upc']
    value.target.canonical.match.model_size = guesses
  })
  return matchReport(planInput({ items, live: account(products), settings: chosen }))
}

describe.each([1, 2, 3, 7, 42])('5,000 generated listings with seed %i', (seed) => {
  const known = knownCatalogue(5000, seed)
  const { truth, ambiguous, items } = known
  const report = matched(known, false)
  const proved = report.matches.filter(({ method }) => PROOFS.includes(method))

  test('are never matched wrongly', () => {
    expect(proved.filter(({ asin, canonical_sku }) => truth.get(asin) !== canonical_sku)).toEqual([])
  })

  test('are all matched where their data prove it', () => {
    const found = new Map(report.matches.map(({ asin, canonical_sku }) => [asin, canonical_sku]))
    const provable = [...truth].filter(([, sku]) => sku !== null)
    expect(provable.length).toBeGreaterThan(4000)
    expect(provable.filter(([asin, sku]) => found.get(asin) !== sku)).toEqual([])
  })

  test('are reported as ambiguous where several products carry their code, with all of these', () => {
    const told = new Map(
      report.ambiguous.map(({ asin, candidates }) => [asin, candidates.map(({ sku }) => sku).sort()]),
    )
    expect(told).toEqual(new Map([...ambiguous].map(([asin, skus]) => [asin, skus.toSorted()])))
  })

  test('that only their children speak for are matched to the style of nearly all of these', () => {
    const fallbacks = report.matches.filter(({ method }) => !PROOFS.includes(method))
    const children = Map.groupBy(items, ({ parent_asin }) => parent_asin)
    for (const { asin, canonical_sku, method } of fallbacks) {
      expect(method).toBe('children')
      const skus = (children.get(asin) ?? []).flatMap((child) => truth.get(child.asin) ?? [])
      const own = skus.filter((sku) => sku.startsWith(`${canonical_sku}-`))
      expect(own.length / skus.length).toBeGreaterThan(2 / 3)
    }
  })

  test('guesses, when they are asked for, never contradict a part number and never replace a proof', () => {
    const guessed = matched(known, true)
    const guesses = guessed.matches.filter(({ guess }) => guess)
    const parts = new Map(items.map(({ asin, part_number }) => [asin, part_number]))

    expect(guesses.length).toBeGreaterThan(0)
    for (const { asin, canonical_sku } of guesses) expect([canonical_sku, null]).toContain(parts.get(asin) ?? null)
    const proofs = guessed.matches.filter(({ method }) => PROOFS.includes(method))
    expect(proofs).toEqual(proved)
  })
})
