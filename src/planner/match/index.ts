import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { mainKind } from '../../model/target-kinds.ts'
import type { Listing, PlanInput } from '../types.ts'
import { indexCanonical } from './canonical-index.ts'
import { remarkOnCodes } from './code-remarks.ts'
import { gatherListings, type Listings } from './listings.ts'
import { classify, type Population } from './population.ts'
import { remarkOnSkus } from './sku-remarks.ts'

/** What there is on both sides, and what belongs to what. */
export interface Matched {
  population: Population
  listings: Listings
  diagnostics: Diagnostic[]
}

/** Sorts what the account holds, and finds for every item what it belongs to. Input order never matters. */
export function match(input: PlanInput): Matched {
  const diagnostics: Diagnostic[] = []
  const report = (entry: Diagnostic) => diagnostics.push(entry)
  const population = classify(input.live, input)
  const { canonical } = input.settings.target
  const index = indexCanonical(population.canonical, canonical, mainKind(input.traits))
  const listings = gatherListings(input, { index, population }, report)
  remarkOnSkus(population, input, report)
  return { population, listings, diagnostics }
}

/** What a plan says of the columns and codes that are compared. */
export function codeRemarks(population: Population, listings: readonly Listing[], input: PlanInput): Diagnostic[] {
  const diagnostics = missingColumns(input)
  remarkOnCodes(listings, { population, input }, (entry) => diagnostics.push(entry))
  return diagnostics
}

function missingColumns({ live, traits, settings }: PlanInput): Diagnostic[] {
  const { identifiers, default_identifiers } = settings.target.canonical
  // Nobody asked for the usual columns: an account without them lacks nothing.
  if (default_identifiers) return []
  return live.missing
    .filter((column) => identifiers.includes(column))
    .map((column) =>
      diagnostic({
        severity: 'info',
        code: 'identifier-column-missing',
        message: `${traits.title} has no ${column}; canonical ${mainKind(traits).noun[1]} are matched without it.`,
        hint: `Remove it from target.${traits.name}.canonical.identifiers in sync.yaml, or ignore this.`,
      }),
    )
}
