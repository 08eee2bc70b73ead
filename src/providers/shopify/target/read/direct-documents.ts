import { type Document, query } from '../../document.ts'
import { ALL_METAFIELDS, type Listed, productFields, productLists } from './read-fields.ts'
import { paged } from './read-pages.ts'
import type { ReadSelection } from './read-selection.ts'

/** Rows of one page. */
export interface PageSizes {
  /** Of every list of a product. */
  first: number
  /** Of the metafields of each variant. */
  below: number
}

/** Several products at once, each by what the variable `i0`, `i1` … names: `ProductIdentifierInput`. */
export function productsDocument(
  selection: ReadSelection,
  { count, ...sizes }: PageSizes & { count: number },
): Document {
  const { text, cost } = productFields(selection)
  const lists = listsOf(selection).map((list) => pageOf(list, selection, sizes))
  const variables = Array.from({ length: count }, (_, place) => `$i${place}: ProductIdentifierInput!`)
  const products = variables.map((_, place) => `  p${place}: productByIdentifier(identifier: $i${place}) { ...Whole }`)
  const each = 1 + cost + lists.reduce((sum, list) => sum + list.cost, 0)
  return query(
    'ReadProducts',
    count * each,
    `query ReadProducts(${variables.join(', ')}) {
${products.join('\n')}
}
fragment Whole on Product {
    ${[text, ...lists.map((list) => list.text)].join('\n    ')}
}`,
  )
}

/** A further page of a list of one product. */
export function furtherDocument(list: Listed, selection: ReadSelection, sizes: PageSizes): Document {
  const { text, cost } = pageOf(list, selection, { ...sizes, after: '$after' })
  return query(
    'ReadFurther',
    1 + cost,
    `query ReadFurther($id: ID!, $after: String!) {
  owner: product(id: $id) { ${text} }
}`,
  )
}

/** A further page of the metafields of one variant. */
export function furtherBelowDocument({ first }: PageSizes): Document {
  const { text, cost } = paged(ALL_METAFIELDS, first, { after: '$after' })
  return query(
    'ReadFurtherBelow',
    1 + cost,
    `query ReadFurtherBelow($id: ID!, $after: String!) {
  owner: productVariant(id: $id) { ${text} }
}`,
  )
}

/** Every list of a product, with that of all its metafields where these are read. */
export function listsOf(selection: ReadSelection): Listed[] {
  return [...productLists(selection), ...(selection.all ? [ALL_METAFIELDS] : [])]
}

function pageOf(list: Listed, { all }: ReadSelection, { first, below, after }: PageSizes & { after?: string }) {
  const within = all && list.name === 'variants' ? paged(ALL_METAFIELDS, below) : undefined
  return paged(list, first, { ...(after === undefined ? {} : { after }), ...(within ? { within } : {}) })
}
