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
  const stories = tell(input, prepared)
  const [main] = stories as [Story]
  const found = asNamed(asked.trim(), stories)
  const [explanation, ...also] = found.map((one) => ({ ...one, subject: { ...one.subject, asked } }))
  const { diagnostics } = main.contents
  if (!explanation) return { ok: false, ...whyLost(withoutKind(asked.trim(), main), main), diagnostics }
  return { ok: true, explanation: also.length === 0 ? explanation : { ...explanation, also }, diagnostics }
}

function withoutKind(name: string, { context }: Story): string {
  const kind = `${context.kind.name}.`
  return name.startsWith(kind) ? name.slice(kind.length) : name
}

/** Of several kinds the first that knows the name, unless it says its kind; an item is the last of what is made of it. */
function asNamed(name: string, stories: readonly Story[]): Explanation[] {
  const named = stories.filter((story) => withoutKind(name, story) !== name)
  for (const story of named.length > 0 ? named : stories) {
    const found = bySku(withoutKind(name, story), story)
    if (found) return [found]
  }
  for (const story of stories.toReversed()) {
    const found = byItem(withoutKind(name, story), story)
    if (found.length > 0) return found
  }
  return []
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
