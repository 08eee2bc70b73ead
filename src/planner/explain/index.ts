import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Explanation, NotExplained } from '../../model/explanation.ts'
import { prepare } from '../index.ts'
import type { PlanInput } from '../types.ts'
import { explainCanonical, explainProduct } from './canonical.ts'
import { explainListing, explainLost, isSame } from './listing.ts'
import { refsNamed, whyLost } from './named.ts'
import { type Story, tell } from './story.ts'

/** What is known: one story for every shop that has the item, or why there is none; and what a plan of the same would say. */
export type Explained = { diagnostics: Diagnostic[] } & (
  | { ok: true; explanation: Explanation }
  | ({ ok: false } & NotExplained)
)

/** The whole story of an item (in every shop that has it, unless one is named), or of a SKU. @throws SyncError */
export function explain(input: PlanInput, asked: string, prepared = prepare(input)): Explained {
  const story = tell(input, prepared)
  const main = `${story.context.kind.name}.`
  const name = asked.trim().startsWith(main) ? asked.trim().slice(main.length) : asked.trim()
  const named = bySku(name, story)
  const found = named === null ? byItem(name, story) : [named]
  const [explanation, ...also] = found.map((one) => ({ ...one, subject: { ...one.subject, asked } }))
  const { diagnostics } = story.contents
  if (!explanation) return { ok: false, ...whyLost(name, story), diagnostics }
  return { ok: true, explanation: also.length === 0 ? explanation : { ...explanation, also }, diagnostics }
}

function bySku(sku: string, story: Story): Explanation | null {
  const { listings, population } = story
  const listing = listings.all.find(({ key }) => key === sku)
  if (listing) return explainListing(listing, story)
  const live = population.byKey.get(sku)
  if (!live) return null
  const own = population.owned.has(sku) || population.otherScope.has(sku)
  return own ? explainProduct(live, story) : explainCanonical(live, story)
}

function byItem(name: string, story: Story): Explanation[] {
  return refsNamed(name, story.input).flatMap((ref) => {
    const listing = story.listings.all.find(({ item }) => isSame(item.ref, ref))
    if (listing) return [explainListing(listing, story)]
    return explainLost(ref, story) ?? bySku(story.input.keys.of(ref), story) ?? []
  })
}
