import type { Explanation, NotExplained } from '../../model/explanation.ts'
import { grouped } from '../../model/figures.ts'
import type { ItemRef } from '../../model/item.ts'
import { shortExportName } from '../match/export-name.ts'
import { nearTexts } from '../match/near.ts'
import type { PlanInput } from '../types.ts'
import { explainCanonical, explainProduct } from './canonical.ts'
import { explainListing, explainLost, isSame } from './listing.ts'
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
    const found = story.listings.all.find(({ item }) => isSame(item.ref, ref))
    if (found) return explainListing(found, story)
    const lost = explainLost(ref, story) ?? bySku(story.input.keys.of(ref), story)
    if (lost) return lost
  }
  return null
}

/** Every item that a text may name: an id, in any shop, or with its shop or its source and shop in front; in any case. */
function refsNamed(name: string, { shops: sources }: Pick<PlanInput, 'shops'>): ItemRef[] {
  return sources.flatMap(({ facts, shops }) => {
    const form = new RegExp(`^(?:${facts.id.pattern})$`)
    return shops.flatMap((shop) =>
      [name, name.toUpperCase()]
        .flatMap((text) => [text, ...after(`${shop}/`, text), ...after(`${facts.name}/${shop}/`, text)])
        .filter((id) => form.test(id))
        .map((id) => ({ source: facts.name, shop, id })),
    )
  })
}

/** What follows a beginning, if a text has it. */
function after(beginning: string, text: string): string[] {
  return text.startsWith(beginning) ? [text.slice(beginning.length)] : []
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
    const nouns = [...new Set(input.shops.map(({ facts }) => facts.id.noun))].join(', ')
    const message = `${name} is neither ${nouns} nor a SKU among the ${grouped(population.byKey.size)} ${many} of the account.`
    return { message, near: near.slice(0, 5) }
  }
  const exports = input.sources.map((source) => {
    const { header, items } = source
    const state = header.complete ? 'complete' : 'incomplete'
    return `${shortExportName(source, input)} (${grouped(items.length)} listings, ${state}, ${header.exported_at.slice(0, 10)})`
  })
  const message = `${name} was lost at the export: ${exports.join(' and ')} has no such listing, and the account no ${one} ${input.keys.of(ref)}.`
  return { message, near: near.slice(0, 5) }
}
