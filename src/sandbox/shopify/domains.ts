import type { Domain } from './domain.ts'
import { metafields } from './metafields/index.ts'
import { productSet } from './product-set/index.ts'
import { products } from './products/index.ts'
import { shop } from './shop/index.ts'

/** All that is simulated. */
export const DOMAINS: readonly Domain[] = [shop, products, productSet, metafields]
