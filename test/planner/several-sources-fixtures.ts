import { assemblePlan } from '../../src/planner/index.ts'
import type { Ware } from '../odd/bazaar/facts.ts'
import { boot, operationAt } from '../support/boots.ts'
import { type TwoSources, twoSources } from '../support/two-sources.ts'

export const BOOT = boot('B0PRAIRIE1', { parent_asins: ['B0PARENT01'] })
const PARENT = boot('B0PARENT01', { item_classification: 'VARIATION_PARENT', child_asins: ['B0PRAIRIE1'] })
export const HAT: Ware = {
  shop: 'north',
  id: 'hat.9/1:felt',
  name: 'Felt hat',
  sizes: [{ id: 'hat.9/s', size: 'S', price: '2' }],
}
export const SCARF: Ware = { shop: 'south', id: 'hat.9/1:felt', name: 'Scarf' }
export const WHOLE: TwoSources = { boots: [BOOT, PARENT], wares: [HAT, SCARF] }

/** All places whose items would become `product.ID`. */
export const SHARED: TwoSources = {
  template: '{id}',
  boots: [boot('B0PRAIRIE1', { item_name: 'A boot' })],
  wares: [
    { shop: 'south', id: '0439023483', name: 'A book of the south' },
    { shop: 'north', id: '0439023483', name: 'A book of the north' },
  ],
}
export const BOTH: TwoSources = { ...SHARED, boots: [boot('0439023483', { item_name: 'A book of Amazon' })] }

export const planned = (given: TwoSources) => assemblePlan(twoSources(given))
export const titleOf = (given: TwoSources, key: string) =>
  operationAt(planned(given), `product.${key}`).after.attributes as { amazon_title: string }
