import { addressOf } from '../../model/address.ts'
import type { Explanation } from '../../model/explanation.ts'
import type { LiveProduct } from '../../model/live.ts'
import type { Story } from './index.ts'
import { liveOf, NO_MATCH } from './listing.ts'
import { explainLinks, explainPlanned } from './planned.ts'

/** A product of the account that is no listing's: canonical, or none of this program's business. */
export function explainCanonical(product: LiveProduct, story: Story): Explanation {
  const { context, listings } = story
  const canonical = context.population.canonical.includes(product)
  const matched = listings.all.flatMap(({ item, address, match }) =>
    match.status === 'matched' && match.sku === product.sku
      ? [{ asin: item.ref.id, address, method: match.method, value: match.value }]
      : [],
  )
  const message = canonical
    ? 'It is a canonical product: it is never changed, only linked to its listings.'
    : 'It is neither canonical nor ours: its prefix is excluded, it resembles our SKUs, or it carries a baseline of another product.'
  const listed = `${matched.length} ${matched.length === 1 ? 'listing belongs' : 'listings belong'} to it.`
  return {
    ...blank(product, story, 'canonical'),
    found: { ...nothing(product, story), stage: canonical ? 'canonical' : 'foreign', message },
    match: canonical
      ? { ...NO_MATCH, status: matched.length > 0 ? 'matched' : 'unmatched', message: listed, listings: matched }
      : null,
  }
}

/** A product in our form whose listing the export does not have. */
export function explainProduct(product: LiveProduct, story: Story): Explanation {
  const scope = story.context.population.otherScope.get(product.sku)
  const gone = story.contents.gone.find(({ key }) => key === product.sku)
  const message =
    gone?.message ??
    (scope === undefined
      ? 'The account has the product, but the export has no such listing.'
      : `The product belongs to scope ${scope}, and the export has no such listing.`)
  return {
    ...blank(product, story, 'product'),
    found: { ...nothing(product, story), stage: gone ? 'gone' : 'not-exported', message },
    match: null,
  }
}

function blank(product: LiveProduct, story: Story, kind: Explanation['subject']['kind']) {
  const { sku } = product
  return {
    subject: { asked: sku, kind, sku, asin: null, marketplace: null, address: addressOf('product', sku) },
    values: [],
    links: explainLinks(sku, story),
    images: [],
    planned: explainPlanned(sku, story),
  }
}

function nothing({ sku }: LiveProduct, story: Story) {
  return { export: null, class: null, parent_asins: [], child_asins: [], override: null, live: liveOf(sku, story) }
}
