import { counted } from '../../model/counted.ts'
import { CHILD_IDS, ITEM_ID, PARENT_IDS, SHOP, UNLISTED } from '../../model/edge-names.ts'
import type { Explanation } from '../../model/explanation.ts'
import type { LiveResource } from '../../model/live.ts'
import { itemNames } from '../match/counts.ts'
import { liveOf, NO_MATCH } from './listing.ts'
import { explainLinks, explainPlanned } from './planned.ts'
import { addressIn, type Story } from './story.ts'

/** A resource of the account that is no listing's: canonical, or none of this program's business. */
export function explainCanonical(live: LiveResource, story: Story): Explanation {
  const { population, listings } = story
  const canonical = population.canonical.includes(live)
  const [one] = story.context.kind.noun
  const matched = listings.all.flatMap(({ item, address, match }) =>
    match.status === 'matched' && match.sku === live.key
      ? [{ ...itemNames(item, story.input), address, method: match.method, value: match.value }]
      : [],
  )
  const message = canonical
    ? `It is a canonical ${one}: it is never changed, only linked to its listings.`
    : `It is neither canonical nor ours: its prefix is excluded, it resembles our SKUs, or it carries a baseline of another ${one}.`
  const listed = `${counted(matched.length, 'listing belongs', 'listings belong')} to it.`
  return {
    ...blank(live, story, 'canonical'),
    found: { ...nothing(live, story), stage: canonical ? 'canonical' : 'foreign', message },
    match: canonical
      ? { ...NO_MATCH, status: matched.length > 0 ? 'matched' : 'unmatched', message: listed, listings: matched }
      : null,
  }
}

/** A resource in our form whose listing the export does not have. */
export function explainProduct(live: LiveResource, story: Story): Explanation {
  const [one] = story.context.kind.noun
  const scope = story.population.otherScope.get(live.key)
  const gone = story.contents.gone.find(({ key }) => key === live.key)
  const message =
    gone?.message ??
    (scope === undefined
      ? `The account has the ${one}, but the export has no such listing.`
      : `The ${one} belongs to scope ${scope}, and the export has no such listing.`)
  return {
    ...blank(live, story, UNLISTED),
    found: { ...nothing(live, story), stage: gone ? 'gone' : 'not-exported', message },
    match: null,
  }
}

function blank(live: LiveResource, story: Story, kind: Explanation['subject']['kind']) {
  const { key: sku } = live
  return {
    subject: { asked: sku, kind, sku, [ITEM_ID]: null, [SHOP]: null, address: addressIn(story, sku) },
    values: [],
    links: explainLinks(sku, story),
    images: [],
    planned: explainPlanned(sku, story),
  }
}

function nothing({ key }: LiveResource, story: Story) {
  return { export: null, class: null, [PARENT_IDS]: [], [CHILD_IDS]: [], override: null, live: liveOf(key, story) }
}
