import { bulk } from './bulk/index.ts'
import { collections } from './collections/index.ts'
import type { Domain } from './domain.ts'
import { files } from './files/index.ts'
import { inventory } from './inventory/index.ts'
import { jobs } from './jobs/index.ts'
import { metafields } from './metafields/index.ts'
import { productSet } from './product-set/index.ts'
import { products } from './products/index.ts'
import { publications } from './publications/index.ts'
import { shop } from './shop/index.ts'

/** All that is simulated. */
export const DOMAINS: readonly Domain[] = [
  ...[shop, products, productSet, metafields],
  ...[files, collections, publications, inventory, bulk, jobs],
]
