import { ALL_METAFIELDS, keyMetafield, type Listed, productFields, productLists } from './read-fields.ts'
import type { ReadSelection } from './read-selection.ts'

/** Products with their lists: five connections at most, that of the products among them. */
export function catalogueText(selection: ReadSelection): string {
  const lists = productLists(selection).map((list) => listed(list))
  return `{
  products { edges { node {
    ${productFields(selection).text}
    mediaCount { count }
    ${lists.join('\n    ')}
  } } }
}`
}

/** What has no room in the other: every metafield of products and of variants. */
export function metafieldsText(): string {
  const all = listed(ALL_METAFIELDS)
  return `{
  products { edges { node {
    id
    ${all}
    variants { edges { node {
      id
      ${all}
    } } }
  } } }
}`
}

/** The keys of all products, and nothing else. */
export function keysText({ key }: Pick<ReadSelection, 'key'>): string {
  return `{
  products { edges { node { id ${keyMetafield(key)} } } }
}`
}

function listed({ name, field, args, node }: Listed): string {
  const from = field === undefined ? name : `${name}: ${field}`
  return `${from}${args ? `(${args})` : ''} { edges { node { ${node.text} } } }`
}
