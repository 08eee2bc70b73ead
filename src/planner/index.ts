import { parseAddress } from '../model/address.ts'
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import type { Address, Blocked, Guard, Operation, PlanSelection } from '../model/plan.ts'
import type { Settings } from '../model/settings.ts'
import { type Definitions, planDefinitions } from './diff/definitions.ts'
import { indexImages } from './diff/image-index.ts'
import { type DesiredLinks, desiredLinks, planLinks } from './diff/links.ts'
import { operation } from './diff/operation.ts'
import { byOrder, byText, inOrder } from './diff/order.ts'
import type { ProductContext } from './diff/product-context.ts'
import { planProduct } from './diff/products.ts'
import { type StaleSources, staleLinks, staleSources } from './diff/stale.ts'
import { goneProducts } from './guard/gone.ts'
import { largeChange, withRisk } from './guard/large-change.ts'
import { addressMatcher, narrowOperations, selectedParts } from './guard/narrow.ts'
import { shrunkenExports } from './guard/shrunken-export.ts'
import { refuseOtherTemplate } from './guard/sku-template.ts'
import { summarise } from './guard/summary.ts'
import { indexCanonical } from './match/canonical-index.ts'
import { remarkOnCodes } from './match/code-remarks.ts'
import { ambiguousList, countMatches, unmatchedList } from './match/counts.ts'
import { gatherListings, type Listings } from './match/listings.ts'
import { classifyProducts, type Population } from './match/population.ts'
import { remarkOnSkus } from './match/sku-remarks.ts'
import { prepareRules } from './project/desired-fields.ts'
import { linkOrigins, policyOrigin } from './project/origins.ts'
import type { DesiredImage, Listing, PlanContents, PlanInput } from './types.ts'

/**
 * Compares what should be with what is: the whole engine as one function from values to a value. Same input, in any
 * order, same result.
 *
 *   attribute, relationship ── family ──┐
 *                              asset ───┼── product ── link        an operation waits only for what it names
 *
 * @throws SyncError when definitions contradict the workspace; nothing can be planned then.
 */
export function assemblePlan(input: PlanInput): PlanContents {
  const prepared = prepare(input)
  refuseOtherTemplate(prepared.listings.planned, prepared.context.population, input)
  return assembleFrom(prepared, input)
}

/** Everything that products are planned with. */
export interface Prepared {
  listings: Listings
  context: ProductContext
  links: DesiredLinks
  stale: StaleSources
  guards: Guard[]
  diagnostics: Diagnostic[]
}

/** Matches listings, compares definitions, and says which links should be. @throws SyncError as `assemblePlan` does */
export function prepare(input: PlanInput): Prepared {
  const diagnostics: Diagnostic[] = missingColumns(input)
  const report = (entry: Diagnostic) => diagnostics.push(entry)
  const population = classifyProducts(input.live, input)
  const listings = gatherListings(input, indexCanonical(population.canonical, input.settings.target.canonical), report)
  remarkOnSkus(population, input, report)
  remarkOnCodes(listings.reached, { population, input }, report)
  const definitions = planDefinitions(input, population)
  const links = linksOf(listings, input, population)
  const stale = staleSources(listings.planned, { input, population, definitions, links })
  const guards = shrunkenExports(input, population)
  const context = productContext(input, {
    population,
    definitions,
    links,
    stale,
    guards,
    report,
  })
  return { listings, context, links, stale, guards, diagnostics }
}

/** The plan of what was prepared; it is used up by it. */
export function assembleFrom(prepared: Prepared, input: PlanInput): PlanContents {
  const { listings, context, links, stale, diagnostics } = prepared
  const { population, definitions } = context
  const processed = planProducts(listings.planned, context)
  const { found } = context
  const linked = planLinks(links, {
    ...context,
    creates: createdSkus(found.operations),
    absent: found.absent,
    origin: linkOrigins(listings.all),
  })
  const all = inOrder([...definitions.operations, ...uploads(context), ...found.operations, ...linked.operations])
  for (const { depends_on } of all) depends_on.sort()
  const narrowed = narrowOperations(all, input.selection)
  diagnostics.push(...unusedAddresses(all, input.selection))
  const blocked = [...definitions.blocked, ...found.blocked, ...deadImages(found.dead, input), ...linked.blocked]
  const guards = [...prepared.guards, ...largeChange(narrowed.operations, population.owned.size, input)]
  const lists = keepSelected(
    {
      operations: withRisk(narrowed.operations, guards),
      blocked: [...blocked, ...narrowed.blocked].sort(byOrder),
      drift: found.drift,
      conflicts: found.conflicts,
      gone: goneProducts(input, population, (entry) => diagnostics.push(entry)),
      stale: staleLinks(stale, context),
    },
    input.selection,
  )
  return {
    ...lists,
    unmatched: unmatchedList(listings.reached),
    ambiguous: ambiguousList(listings.reached),
    guards,
    diagnostics: diagnostics.sort(byText),
    summary: summarise(lists, unchangedCount(processed, lists.operations, population), input.settings.target.gallery),
    matches: countMatches(listings.reached),
    population: populationCounts(population, input),
  }
}

interface Parts {
  population: Population
  definitions: Definitions
  links: DesiredLinks
  stale: StaleSources
  guards: Guard[]
  report: (d: Diagnostic) => void
}

function productContext(input: PlanInput, parts: Parts): ProductContext {
  const { settings, live, attributes } = input
  const { population, definitions, links, stale, guards, report } = parts
  return {
    input,
    population,
    definitions,
    rules: prepareRules(attributes, { ...definitions, traits: input.traits }),
    fields: { scope: settings.scope, report },
    images: indexImages(population, live.assets, input),
    knownImages: new Map(),
    parts: selectedParts(input.selection),
    linkSources: sourcesByTarget(links, stale, settings),
    mayClear: guards.every(({ allowed }) => allowed),
    origins: {
      sku: policyOrigin(`target.${settings.target.provider}.sku`),
      family: policyOrigin(`target.${settings.target.provider}.family`),
    },
    found: {
      operations: [],
      blocked: [],
      drift: [],
      conflicts: [],
      uploads: new Map(),
      dead: new Map(),
      absent: new Map(),
    },
  }
}

/** Plans products in SKU order, up to the limit of a canary; returns the listings that were looked at. */
function planProducts(listings: Listing[], context: ProductContext): Listing[] {
  const { parts, input, found, population } = context
  if (!parts.has('products') && !parts.has('images') && !parts.has('hierarchy') && !parts.has('listings')) return []
  const limit = input.selection.limit ?? Number.POSITIVE_INFINITY
  const processed: Listing[] = []
  for (const listing of listings) {
    if (found.operations.length < limit) {
      planProduct(listing, context)
      processed.push(listing)
    } else if (!population.bySku.has(listing.sku)) found.absent.set(listing.sku, 'beyond-limit')
  }
  return processed
}

function linksOf(
  { planned, all, unavailable, ignored }: Listings,
  { keys }: PlanInput,
  population: Population,
): DesiredLinks {
  return desiredLinks({
    listings: planned,
    exported: new Set(all.map(({ sku }) => sku)),
    unavailable,
    ignored,
    keys,
    exists: (sku) => population.owned.has(sku),
  })
}

/** The intended link sources of a product, as its baseline remembers them, with those that are still to be taken off. */
function sourcesByTarget(
  links: DesiredLinks,
  stale: StaleSources,
  { relationships }: Settings,
): ProductContext['linkSources'] {
  const intended = [
    { label: relationships.hierarchy.label, sources: reversed(links.hierarchy) },
    { label: relationships.listings.label, sources: reversed(links.listings) },
  ]
  return ({ sku }) => {
    const entries = intended.flatMap(({ label, sources }) => {
      const all = [...(sources.get(sku) ?? []), ...(stale.get(sku)?.[label] ?? [])]
      return all.length === 0 ? [] : [[label, all.sort()] as const]
    })
    return Object.fromEntries(entries)
  }
}

function reversed(links: Map<string, Set<string>>): Map<string, string[]> {
  const sources = new Map<string, string[]>()
  for (const source of [...links.keys()].sort()) {
    for (const target of links.get(source) ?? []) sources.set(target, [...(sources.get(target) ?? []), source])
  }
  return sources
}

function createdSkus(operations: Operation[]): Set<string> {
  return new Set(operations.filter(({ action }) => action === 'create').map(({ address }) => parseAddress(address).key))
}

function uploads({ found, input }: ProductContext): Operation[] {
  return [...found.uploads.values()].map(({ image: { address, filename, url }, origin }) => {
    const upload = operation(
      { action: 'upload', address, after: { filename, url }, reason: 'not in the account yet' },
      input.digest,
    )
    upload.provenance = { '/url': origin }
    return upload
  })
}

function deadImages(dead: Map<Address, DesiredImage>, { traits }: PlanInput): Blocked[] {
  return [...dead.values()].map(({ address, url }) => ({
    id: `upload:${address}`,
    address,
    action: 'upload',
    code: 'image',
    message: `${traits.title} could not fetch ${url} before, and the source still gives the same address.`,
    hint: 'Wait for the source to give another image, or try this one again with a fresh state folder.',
  }))
}

type Lists = Pick<PlanContents, 'operations' | 'blocked' | 'drift' | 'conflicts' | 'gone' | 'stale'>

/** With addresses chosen, findings elsewhere are noise. */
function keepSelected(lists: Lists, { addresses }: PlanSelection): Lists {
  if (addresses.length === 0) return lists
  const chosen = addressMatcher(addresses)
  const keep = <T extends { address: Address }>(list: T[]) => list.filter(({ address }) => chosen(address))
  return {
    operations: lists.operations,
    blocked: keep(lists.blocked),
    drift: keep(lists.drift),
    conflicts: keep(lists.conflicts),
    gone: keep(lists.gone),
    stale: keep(lists.stale),
  }
}

/** A pattern that meets no operation: what it names is as it should be, or does not exist. */
function unusedAddresses(operations: Operation[], { addresses, exclude }: PlanSelection): Diagnostic[] {
  return [...addresses, ...exclude].flatMap((pattern) => {
    const matches = addressMatcher([pattern])
    if (operations.some(({ address, id }) => matches(address) || matches(id))) return []
    const message = `Nothing is to be done at ${pattern}: it is as it should be, or no such address exists.`
    return [diagnostic({ severity: 'warning', code: 'address-unused', message })]
  })
}

function unchangedCount(listings: Listing[], operations: Operation[], population: Population): number {
  if (population.owned.size === 0) return 0
  const changed = new Set(operations.map(({ address }) => address))
  return listings.filter(({ sku, address }) => population.owned.has(sku) && !changed.has(address)).length
}

function populationCounts({ owned, canonical }: Population, { live }: PlanInput): PlanContents['population'] {
  return {
    owned: owned.size,
    canonical: canonical.length,
    foreign: live.products.length - owned.size - canonical.length,
  }
}

function missingColumns({ live, traits, settings }: PlanInput): Diagnostic[] {
  const { identifiers, default_identifiers } = settings.target.canonical
  // Nobody asked for the usual columns: an account without them lacks nothing.
  if (default_identifiers) return []
  return live.missing_columns
    .filter((column) => identifiers.includes(column))
    .map((column) =>
      diagnostic({
        severity: 'info',
        code: 'identifier-column-missing',
        message: `${traits.title} has no ${column}; canonical products are matched without it.`,
        hint: `Remove it from target.${traits.name}.canonical.identifiers in sync.yaml, or ignore this.`,
      }),
    )
}
