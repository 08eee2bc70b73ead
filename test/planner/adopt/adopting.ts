import { parseBaseline } from '../../../src/model/baseline.ts'
import type { Operation } from '../../../src/model/plan.ts'
import { fingerprint } from '../../../src/model/values.ts'
import { assembleAdoption } from '../../../src/planner/adopt/index.ts'
import { assemblePlan } from '../../../src/planner/index.ts'
import type { PlanContents } from '../../../src/planner/types.ts'
import type { CatalogueItem } from '../../../src/providers/amazon/catalogue-item.ts'
import {
  boot,
  digest,
  ownedBoot,
  planInput,
  product,
  skuOf,
  spec,
  TITLE,
  UPC,
  type World,
} from '../../support/boots.ts'
import type { PimProduct } from '../../support/pim.ts'

/** Adopting in the small world of boots. */

export const ASIN = 'B0PRAIRIE1'
export const SKU = skuOf(ASIN)
export const ADDRESS = `product.${SKU}`
export const COLOR = spec('amazon_color', { from: 'color' })
export const SPECS = [TITLE, COLOR, UPC]
export const sand = boot(ASIN, { color: 'Sand', upc: '036000291452' })
export const print = (value: string) => fingerprint('text', value, digest)
export const asset = (number: number) => number.toString(16).padStart(24, 'a')

export interface Adopting extends Partial<World> {
  live: World['live']
  /** What the former tool exported. */
  former?: CatalogueItem[]
  fromScope?: string
}

export function adopt({ former, fromScope, ...given }: Adopting): PlanContents {
  const world = { items: [sand], specs: SPECS, ...given }
  const asOf = former ? planInput({ ...world, items: former }).sources : null
  return assembleAdoption(planInput(world), { asOf, fromScope: fromScope ?? null })
}

export const made = (attributes: PimProduct['attributes'], more: Partial<PimProduct> = {}) =>
  product(SKU, { ...more, attributes })
export const onlyOne = ({ operations }: PlanContents): Operation => {
  const [first, ...others] = operations
  if (first?.id === `adopt:${ADDRESS}` && others.length === 0) return first
  throw new Error(`Planned are ${operations.map(({ id }) => id).join(', ') || 'no operations'}.`)
}
export const field = (label: string) => `/attributes/amazon_${label}`

/** The account once these baselines are written. */
export function carrying(live: World['live'], { operations }: PlanContents): World['live'] {
  const texts = new Map(
    operations.flatMap((one) => (one.action === 'adopt' ? [[one.key, baselineText(one, live)]] : [])),
  )
  const products = live.products.map((one) => {
    const text = texts.get(one.sku)
    return text === undefined ? one : { ...one, attributes: { ...one.attributes, amazon_sync_baseline: text } }
  })
  return { ...live, products }
}

function baselineText({ key, baseline, refs }: Operation, live: World['live']): string {
  const one = live.products.find(({ sku }) => sku === key)
  const current = parseBaseline(one?.attributes.amazon_sync_baseline ?? null, digest)
  const known = current?.sku === key ? current : null
  const id = (asset: string) => refs[asset] ?? asset.replace('asset.id:', '')
  const text = ownedBoot(
    '',
    {},
    {
      sku: key,
      created: known?.created ?? false,
      links: { ...known?.links, ...baseline?.links },
      fields: { ...known?.fields, ...(baseline?.prints as { [path: string]: string }) },
      images: baseline?.images?.map((image) => ({ ...image, asset: id(image.asset) })) ?? known?.images ?? [],
    },
  ).attributes.amazon_sync_baseline
  return String(text)
}

/** The plan that comes after. */
export function adopted(
  { former: _former, fromScope: _scope, ...world }: Adopting,
  contents: PlanContents,
): PlanContents {
  const given = { items: [sand], specs: SPECS, ...world }
  return assemblePlan(planInput({ ...given, live: carrying(given.live, contents) }))
}
