import { patchAsset } from './asset-patch.ts'
import { searchAssets } from './asset-search.ts'
import * as assets from './assets.ts'
import { searchAttributes } from './attribute-search.ts'
import * as attributes from './attributes.ts'
import type { Handler, Version } from './call.ts'
import * as categories from './categories.ts'
import { searchCategories } from './category-search.ts'
import * as families from './families.ts'
import * as familyAttributes from './family-attributes.ts'
import { searchFamilies } from './family-search.ts'
import * as filters from './filters.ts'
import * as links from './links.ts'
import * as linksV2 from './links-v2.ts'
import * as productAssets from './product-assets.ts'
import * as productCategories from './product-categories.ts'
import { searchProducts } from './product-search.ts'
import * as products from './products.ts'
import * as relationships from './relationships.ts'
import * as variants from './variants.ts'

type Route = [versions: string, method: string, path: string, handler: Handler]

/** A star is one part of a path; a fixed part wins over a star. */
const ROUTES: Route[] = [
  ['v1 v2', 'POST', 'products/search', searchProducts],
  ['v1 v2', 'POST', 'products', products.createProduct],
  ['v1 v2', 'GET', 'products/*', products.getProduct],
  ['v1 v2', 'PATCH', 'products/*', products.patchProduct],
  ['v1 v2', 'DELETE', 'products/*', products.deleteProduct],
  ['v1 v2', 'POST', 'products/*/family', products.assignFamily],
  ['v1 v2', 'GET', 'products/*/assets', productAssets.listAssets],
  ['v1 v2', 'POST', 'products/*/assets', productAssets.linkAsset],
  ['v1 v2', 'DELETE', 'products/*/assets/*', productAssets.unlinkAsset],
  ['v1 v2', 'POST', 'products/*/categories', productCategories.linkCategory],
  ['v1 v2', 'DELETE', 'products/*/categories/*', productCategories.unlinkCategory],
  ['v1', 'GET', 'products/*/variants', variants.listVariants],
  ['v1 v2', 'POST', 'products/*/variants', variants.createVariant],
  ['v1 v2', 'POST', 'products/*/variants/resync', variants.resyncVariants],
  ['v1 v2', 'POST', 'products/*/variant/*', variants.linkVariant],
  ['v1 v2', 'DELETE', 'products/*/variant/*', variants.unlinkVariant],
  ['v1', 'POST', 'products/*/relationships/*', links.upsertLinks],
  ['v1', 'PATCH', 'products/*/relationships/*/product/*', links.patchLink],
  ['v1', 'POST', 'products/*/relationships/*/unlink', links.unlink],
  ['v2', 'POST', 'products/*/relationships/*', linksV2.addLinksV2],
  ['v2', 'PATCH', 'products/*/relationships/*', linksV2.patchLinksV2],
  ['v2', 'DELETE', 'products/*/relationships/*', linksV2.deleteLinksV2],
  ['v1', 'POST', 'relationships/search', relationships.searchRelationships],
  ['v1', 'POST', 'relationships', relationships.createRelationship],
  ['v1', 'GET', 'relationships/*', relationships.getRelationship],
  ['v1', 'PATCH', 'relationships/*', relationships.renameRelationship],
  ['v1', 'DELETE', 'relationships/*', relationships.deleteRelationship],
  ['v1', 'POST', 'attributes/product/search', searchAttributes],
  ['v1', 'POST', 'attributes/product', attributes.createAttribute],
  ['v1', 'GET', 'attributes/product/*', attributes.getAttribute],
  ['v1', 'PATCH', 'attributes/product/*', attributes.patchAttribute],
  ['v1', 'DELETE', 'attributes/product/*', attributes.deleteAttribute],
  ['v1', 'POST', 'product_families/search', searchFamilies],
  ['v1', 'POST', 'product_families', families.createFamily],
  ['v1', 'GET', 'product_families/*', families.getFamily],
  ['v1', 'PATCH', 'product_families/*', families.renameFamily],
  ['v1', 'DELETE', 'product_families/*', families.deleteFamily],
  ['v1', 'GET', 'product_families/*/attributes', familyAttributes.familyAttributes],
  ['v1', 'GET', 'product_families/*/all_attributes', familyAttributes.allFamilyAttributes],
  ['v1', 'POST', 'product_families/*/attributes/link', familyAttributes.linkAttributes],
  ['v1', 'POST', 'product_families/*/attributes/unlink', familyAttributes.unlinkAttributes],
  ['v1', 'POST', 'product_families/*/attributes/edit', familyAttributes.editAttributes],
  ['v1', 'POST', 'product_families/*/all_attributes/edit', familyAttributes.editAllAttributes],
  ['v1', 'POST', 'assets/search', searchAssets],
  ['v1', 'POST', 'assets', assets.createAsset],
  ['v1', 'GET', 'assets/*', assets.getAsset],
  ['v1', 'PATCH', 'assets/*', patchAsset],
  ['v1', 'DELETE', 'assets/*', assets.deleteAsset],
  ['v1', 'PUT', 'assets/*/content', assets.replaceContent],
  ...categoryRoutes('product'),
  ...categoryRoutes('file'),
  ['v1', 'GET', 'filters/product', filters.productFilters],
  ['v1', 'GET', 'filters/asset', filters.assetFilters],
  ['v1', 'GET', 'filters/relationships', filters.relationshipFilters],
]

function categoryRoutes(scope: 'product' | 'file'): Route[] {
  const path = `categories/${scope}`
  return [
    ['v1', 'POST', `${path}/search`, searchCategories(scope)],
    ['v1', 'POST', path, categories.createCategory(scope)],
    ['v1', 'POST', `${path}/*`, categories.createSubcategory(scope)],
    ['v1', 'PATCH', `${path}/*`, categories.patchCategory(scope)],
    ['v1', 'DELETE', `${path}/*`, categories.deleteCategory(scope)],
  ]
}

export type Found = { version: Version; handler: Handler; params: string[] } | { status: 404 | 405 }

/** 404 for a path that does not exist, 405 for one that exists with other verbs. */
export function findRoute(method: string, path: string): Found {
  const [version, ...parts] = path.replace(/^\/api\//, '').split('/')
  let known = false
  for (const [versions, verb, pattern, handler] of ROUTES) {
    if (version === undefined || !versions.split(' ').includes(version)) continue
    const params = matchPath(pattern.split('/'), parts)
    if (!params) continue
    if (verb === method) return { version: version as Version, handler, params }
    known = true
  }
  return { status: known ? 405 : 404 }
}

function matchPath(pattern: string[], parts: string[]): string[] | null {
  if (pattern.length !== parts.length) return null
  const params: string[] = []
  for (const [place, expected] of pattern.entries()) {
    const part = parts[place] ?? ''
    if (expected === '*') params.push(part)
    else if (expected !== part) return null
  }
  return params
}
