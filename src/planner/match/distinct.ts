import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { DUPLICATE_ID } from '../../model/edge-names.ts'
import { addTo } from '../../model/grouping.ts'
import type { Item } from '../../model/item.ts'
import { canonicalJson } from '../../model/json.ts'
import type { SourceFacts } from '../../model/source.ts'
import { withoutArticle } from '../../model/source-words.ts'
import type { PlanInput } from '../types.ts'
import type { Report } from './remarks.ts'

/** An item with how its source is read. */
export interface Sourced {
  item: Item
  facts: SourceFacts
}

/** One item per source, shop and id. */
export function distinctItems({ sources, shops: configured }: PlanInput, report: Report): Sourced[] {
  const items = new Map<string, Sourced>()
  const more = new Map<string, Sourced[]>()
  for (const { facts, items: listed } of sources) {
    const form = new RegExp(`^(?:${facts.id.pattern})$`)
    const shops = configured.filter((one) => one.facts.name === facts.name).flatMap((one) => one.shops)
    for (const item of listed) {
      if (!form.test(item.ref.id) || !shops.includes(item.ref.shop)) {
        report(unusable({ item, facts }, form, shops))
        continue
      }
      if (items.has(item.key)) addTo(more, item.key, { item, facts })
      else items.set(item.key, { item, facts })
    }
  }
  for (const [key, others] of more) items.set(key, firstOf([items.get(key) as Sourced, ...others], report))
  return [...items.values()]
}

/** Of unequal duplicates the one that sorts first is taken, whatever order they come in. */
function firstOf(items: Sourced[], report: Report): Sourced {
  const texts = items.map((one) => ({ one, text: canonicalJson({ ...one.item.fields } as never) }))
  texts.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
  const [first] = texts as [(typeof texts)[number]]
  const differ = texts.every(({ text }) => text === first.text)
    ? 'the records are the same'
    : 'the records differ; the one that sorts first is taken'
  const message = `${first.one.item.ref.id} stands in the export ${items.length} times (${differ}).`
  report(diagnostic({ severity: 'warning', code: DUPLICATE_ID, message }))
  return first.one
}

function unusable({ item, facts }: Sourced, form: RegExp, shops: string[]): Diagnostic {
  const { id, shop } = item.ref
  const message = form.test(id)
    ? `${id} is of ${facts.shop.noun} ${shop}, which sync.yaml does not name (${shops.join(', ')}); it is left out.`
    : `"${id}" is no ${withoutArticle(facts.id.noun)}; the record is left out.`
  return diagnostic({ severity: 'warning', code: 'item-unusable', message })
}
