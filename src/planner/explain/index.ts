import { SHOP } from '../../model/edge-names.ts'
import type { Explanation, NotExplained } from '../../model/explanation.ts'
import type { ItemRef } from '../../model/item.ts'
import { nearTexts } from '../match/near.ts'
import type { PlanInput } from '../types.ts'
import { explainCanonical, explainProduct } from './canonical.ts'
import { explainListing, explainLost } from './listing.ts'
import { type Story, tell } from './story.ts'

export type Explained = { ok: true; explanation: Explanation } | ({ ok: false } & NotExplained)

/** The whole story of an item (with its shop in front where several have it), or of a SKU. @throws SyncError */
export function explain(input: PlanInput, asked: string): Explained {
  const story = tell(input)
  const main = `${story.context.kind.name}.`
  const name = asked.trim().startsWith(main) ? asked.trim().slice(main.length) : asked.trim()
  const explanation = bySku(name, story) ?? byItem(name, story)
  return explanation
    ? { ok: true, explanation: { ...explanation, subject: { ...explanation.subject, asked } } }
    : { ok: false, ...whyLost(name, story) }
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

function byItem(name: string, story: Story): Explanation | null {
  for (const ref of refsNamed(name, story.input)) {
    const key = story.input.keys.of(ref)
    const found = story.listings.all.find((listing) => listing.key === key)
    if (found) return explainListing(found, story)
    const lost = explainLost(ref, story) ?? bySku(key, story)
    if (lost) return lost
  }
  return null
}

/** Every item that a text may name: an id, in any shop, or with its shop in front; in any case. */
function refsNamed(name: string, { shops: sources }: Pick<PlanInput, 'shops'>): ItemRef[] {
  return sources.flatMap(({ facts, shops }) => {
    const form = new RegExp(`^(?:${facts.id.pattern})$`)
    return shops.flatMap((shop) =>
      [name, name.toUpperCase()]
        .flatMap((text) => [text, ...(text.startsWith(`${shop}/`) ? [text.slice(shop.length + 1)] : [])])
        .filter((id) => form.test(id))
        .map((id) => ({ source: facts.name, shop, id })),
    )
  })
}

function whyLost(name: string, { input, listings, population, context }: Story): NotExplained {
  const ids = listings.all.map(({ item }) => item.ref.id)
  const skus = population.byKey.keys()
  const near = [
    ...new Set([
      ...nearTexts(name, ids),
      ...nearTexts(name, skus),
      ...nearTexts(
        name,
        listings.all.map(({ key }) => key),
      ),
    ]),
  ]
  const [one, many] = context.kind.noun
  const [ref] = refsNamed(name, input)
  if (ref === undefined) {
    const noun = input.shops[0]?.facts.id.noun ?? 'an id'
    const message = `${name} is neither ${noun} nor a SKU among the ${population.byKey.size.toLocaleString('en-US')} ${many} of the account.`
    return { message, near: near.slice(0, 5) }
  }
  const exports = input.sources.map(({ header, items }) => {
    const state = header.complete ? 'complete' : 'incomplete'
    return `${header[SHOP]} (${items.length.toLocaleString('en-US')} listings, ${state}, ${header.exported_at.slice(0, 10)})`
  })
  const message = `${name} was lost at the export: ${exports.join(' and ')} has no such listing, and the account no ${one} ${input.keys.of(ref)}.`
  return { message, near: near.slice(0, 5) }
}
