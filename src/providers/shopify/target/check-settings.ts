import type { TargetCheck } from '../../../model/section.ts'
import { count, placeholders } from '../../../model/template.ts'
import { NAME } from './names.ts'
import { wantsOf } from './settings.ts'

/** What the schema of `target.shopify` cannot express. */
export function checkTarget(given: TargetCheck): void {
  keyTemplate(given)
  notItsOwnSource(given)
}

/** What is made of a product of the shop would be a product to make something of, and so on. */
function notItsOwnSource({ settings, sources, where, report }: TargetCheck): void {
  const { shop } = wantsOf(settings)
  const same = sources.some(({ settings: source }) => source.provider === NAME && source.shops.includes(shop))
  if (!same || shop === '') return
  report(['shop'], {
    code: 'same-shop',
    message: `${where}.shop is the shop that source.${NAME} reads: whatever is made there would be read again`,
    hint: 'Name another shop, with an account of its own for one of the two (source.shopify.account).',
  })
}

function keyTemplate({ settings, sources, where, report, suggest }: TargetCheck): void {
  const found = placeholders(settings.sku)
  const problem = (message: string) => report(['key'], { code: 'sku-template', message: `${where}.key ${message}` })
  // What one source calls them are names for all.
  const ids = ['id', 'sku', ...sources.map(({ words }) => words.id.placeholder)]
  const shops = ['shop', ...sources.map(({ words }) => words.shop.placeholder)]
  if (!found.some((name) => ids.includes(name)))
    problem('must contain {id} or {sku}, or all products would get one key')
  const known = [...new Set(['source', ...shops, ...ids])]
  for (const name of new Set(found)) {
    if (!known.includes(name)) problem(`names {${name}}, which is not filled in${suggest(name, known)}`)
    else if (count(found, name) > 1) problem(`must contain {${name}} once, not ${count(found, name)} times`)
  }
  if (found.includes('sku')) return
  const several = sources.some(({ settings: { shops: read } }) => read.length > 1)
  if (several && !found.some((name) => shops.includes(name))) {
    problem('must contain {shop}, since an id can stand in several of the configured shops')
  }
}
