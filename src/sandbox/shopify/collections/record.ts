import type { Product } from '../store/records.ts'
import type { Store } from '../store/store.ts'

export interface Rule {
  column: string
  relation: string
  condition: string
}

export interface Collection {
  readonly __typename: 'Collection'
  readonly id: string
  title: string
  handle: string
  descriptionHtml: string
  sortOrder: string
  /** `null`: filled by hand. */
  rules: { appliedDisjunctively: boolean; rules: readonly Rule[] } | null
  /** Put in by hand, in that order. */
  products: string[]
  /** Of its one source, from 2026-07 on. */
  readonly sourceId: string
  updatedAt: string
}

declare module '../store/records.ts' {
  interface Tables {
    Collection: Collection
  }
}

/** Products that are in it, whoever put them there. */
export function membersOf(store: Store, { rules, products }: Collection): Product[] {
  if (rules === null) return products.flatMap((id) => store.get('Product', id) ?? [])
  return [...store.table('Product').values()].filter((product) => fitsAll(rules, product))
}

export function collectionsOf(store: Store, product: Product): Collection[] {
  return [...store.table('Collection').values()].filter((one) =>
    one.rules === null ? one.products.includes(product.id) : fitsAll(one.rules, product),
  )
}

function fitsAll({ appliedDisjunctively, rules }: NonNullable<Collection['rules']>, product: Product): boolean {
  const fits = (rule: Rule): boolean => holds(rule, product)
  return appliedDisjunctively ? rules.some(fits) : rules.every(fits)
}

function holds({ column, relation, condition }: Rule, product: Product): boolean {
  const wanted = condition.toLowerCase()
  const values = valuesOf(column, product).map((value) => value.toLowerCase())
  switch (relation) {
    case 'EQUALS':
      return values.includes(wanted)
    case 'NOT_EQUALS':
      return !values.includes(wanted)
    case 'CONTAINS':
      return values.some((value) => value.includes(wanted))
    case 'STARTS_WITH':
      return values.some((value) => value.startsWith(wanted))
    default:
      return values.some((value) => value.endsWith(wanted))
  }
}

function valuesOf(column: string, { title, vendor, productType, tags }: Product): readonly string[] {
  switch (column) {
    case 'TAG':
      return tags
    case 'TITLE':
      return [title]
    case 'TYPE':
      return [productType]
    default:
      return [vendor]
  }
}
