import type { Explanation, NotExplained } from '../../model/explanation.ts'
import { assembleFrom, type Prepared, prepare } from '../index.ts'
import { nearTexts } from '../match/near.ts'
import { skuOf } from '../match/population.ts'
import type { PlanContents, PlanInput } from '../types.ts'
import { explainCanonical, explainProduct } from './canonical.ts'
import { explainListing, explainLost } from './listing.ts'

/** What an explanation is drawn from: the plan, and what it was made with. */
export interface Story extends Prepared {
  input: PlanInput
  contents: PlanContents
}

export type Explained = { ok: true; explanation: Explanation } | ({ ok: false } & NotExplained)

/** The whole story of an ASIN (`US/` in front where several marketplaces have it), or of a SKU. @throws SyncError */
export function explain(input: PlanInput, asked: string): Explained {
  const prepared = prepare(input)
  const story: Story = { ...prepared, input, contents: assembleFrom(prepared, input) }
  const name = asked.trim().replace(/^product\./, '')
  const explanation = bySku(name, story) ?? byAsin(name, story)
  return explanation
    ? { ok: true, explanation: { ...explanation, subject: { ...explanation.subject, asked } } }
    : { ok: false, ...whyLost(name, story) }
}

function bySku(sku: string, story: Story): Explanation | null {
  const { listings, context } = story
  const listing = listings.all.find((entry) => entry.sku === sku)
  if (listing) return explainListing(listing, story)
  const { population } = context
  const product = population.bySku.get(sku)
  if (!product) return null
  const own = population.owned.has(sku) || population.otherScope.has(sku)
  return own ? explainProduct(product, story) : explainCanonical(product, story)
}

function byAsin(name: string, story: Story): Explanation | null {
  const [, code, asin = ''] = /^(?:([A-Za-z]{2})\/)?([A-Za-z0-9]{10})$/.exec(name) ?? []
  const wanted = asin.toUpperCase()
  const { settings } = story.input
  const marketplaces = code === undefined ? settings.source.marketplaces : [code.toUpperCase()]
  for (const marketplace of marketplaces) {
    const key = { marketplace, asin: wanted }
    const found = story.listings.all.find(({ item }) => item.asin === wanted && item.marketplace === marketplace)
    if (found) return explainListing(found, story)
    const lost = explainLost(key, story) ?? bySku(skuOf(settings.target.sku, key), story)
    if (lost) return lost
  }
  return null
}

function whyLost(name: string, { input, listings, context }: Story): NotExplained {
  const asins = listings.all.map(({ item }) => item.asin)
  const skus = context.population.bySku.keys()
  const near = [
    ...new Set([
      ...nearTexts(name, asins),
      ...nearTexts(name, skus),
      ...nearTexts(
        name,
        listings.all.map(({ sku }) => sku),
      ),
    ]),
  ]
  if (!/^(?:[A-Za-z]{2}\/)?[A-Za-z0-9]{10}$/.test(name)) {
    const message = `${name} is neither an ASIN nor a SKU among the ${input.live.products.length.toLocaleString('en-US')} products of the account.`
    return { message, near: near.slice(0, 5) }
  }
  const exports = input.sources.map(({ header, items }) => {
    const state = header.complete ? 'complete' : 'incomplete'
    return `${header.marketplace} (${items.length.toLocaleString('en-US')} listings, ${state}, ${header.exported_at.slice(0, 10)})`
  })
  const asin = name.slice(-10).toUpperCase()
  const sku = skuOf(input.settings.target.sku, { marketplace: input.settings.source.marketplaces[0] ?? '', asin })
  const message = `${name} was lost at the export: ${exports.join(' and ')} has no such listing, and the account no product ${sku}.`
  return { message, near: near.slice(0, 5) }
}
