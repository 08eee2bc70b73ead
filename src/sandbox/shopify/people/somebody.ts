import type { Random } from '../../catalogue/random.ts'
import { attach } from '../files/shelf.ts'
import type { Product } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import type { Person } from './person.ts'

/** What somebody did, and how to see whether it is still there. */
export interface Deed {
  kind: string
  product: string
  what: string
  stands(store: Store): boolean
}

interface Work {
  person: Person
  store: Store
  random: Random
  /** Of this deed: no two are alike. */
  number: number
}

type Act = (work: Work, product: Product) => Deed | null

/**
 * Somebody adds something of their own to a product that is there: a tag, a metafield, a picture, a variant, or puts it
 * into a collection. `null`: there is no product.
 */
export function somebodyAdds({ person, store, random, number }: Work): Deed | null {
  const products = [...store.table('Product').values()]
  if (products.length === 0) return null
  return random.pick(ADDITIONS)({ person, store, random, number }, random.pick(products))
}

/** Somebody changes what a product says: its words, its price, its status. */
export function somebodyEdits({ person, store, random, number }: Work): Deed | null {
  const products = [...store.table('Product').values()]
  if (products.length === 0) return null
  return random.pick(EDITS)({ person, store, random, number }, random.pick(products))
}

const tag: Act = ({ person, number }, { id }) => {
  const what = `people-${number}`
  person('mutation($id: ID!, $tags: [String!]!) { tagsAdd(id: $id, tags: $tags) { userErrors { message } } }', {
    id,
    tags: [what],
  })
  return { kind: 'tag', product: id, what, stands: (now) => now.get('Product', id)?.tags.includes(what) ?? false }
}

const metafield: Act = ({ person, number }, { id }) => {
  const key = `people_${number}`
  person(SET_METAFIELD, {
    metafields: [{ ownerId: id, namespace: 'custom', key, type: 'single_line_text_field', value: `Note ${number}` }],
  })
  const stands = (now: Store): boolean =>
    [...now.table('Metafield').values()].some(
      (one) => one.ownerId === id && one.namespace === 'custom' && one.key === key,
    )
  return { kind: 'metafield', product: id, what: `custom.${key}`, stands }
}

const SET_METAFIELD =
  'mutation($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) { userErrors { message } } }'

const picture: Act = ({ person, store, number }, { id }) => {
  const source = `https://people.example/picture-${number}.jpg`
  const { fileCreate } = person(CREATE_FILE, { files: [{ originalSource: source, contentType: 'IMAGE' }] })
  const made = (fileCreate as { files: { id: string }[] }).files[0]?.id ?? ''
  const product = store.get('Product', id)
  if (product) attach(store, product, made)
  return {
    kind: 'picture',
    product: id,
    what: made,
    stands: (now) => now.get('Product', id)?.media.includes(made) ?? false,
  }
}

const CREATE_FILE =
  'mutation($files: [FileCreateInput!]!) { fileCreate(files: $files) { files { id } userErrors { message } } }'

/** A further value of the first option; of a product without options there is none to add. */
const variant: Act = ({ person, number }, product) => {
  const { id, options } = product
  if (options[0]?.name === 'Title') return null
  const optionValues = options.map(({ name, values }, place) => ({
    optionName: name,
    name: place === 0 ? `People ${number}` : (values[0]?.name ?? ''),
  }))
  const variants = [{ optionValues, price: '12.34', inventoryItem: { sku: `PEOPLE-${number}` } }]
  const { productVariantsBulkCreate } = person(CREATE_VARIANT, { id, variants })
  const made = (productVariantsBulkCreate as { productVariants: { id: string }[] }).productVariants[0]?.id ?? ''
  const stands = (now: Store): boolean => now.get('Product', id)?.variants.some((one) => one.id === made) ?? false
  return { kind: 'variant', product: id, what: made, stands }
}

const CREATE_VARIANT =
  'mutation($id: ID!, $variants: [ProductVariantsBulkInput!]!) { productVariantsBulkCreate(productId: $id, variants: $variants) { productVariants { id } userErrors { message } } }'

const collection: Act = ({ person, number }, { id }) => {
  const { collectionCreate } = person(CREATE_COLLECTION, { title: `People ${number}` })
  const made = (collectionCreate as { collection: { id: string } }).collection.id
  person(JOIN_COLLECTION, { id: made, productIds: [id] })
  const stands = (now: Store): boolean => now.get('Collection', made)?.products.includes(id) ?? false
  return { kind: 'collection', product: id, what: made, stands }
}

const CREATE_COLLECTION =
  'mutation($title: String!) { collectionCreate(collection: { title: $title }) { collection { id } userErrors { message } } }'
const JOIN_COLLECTION =
  'mutation($id: ID!, $productIds: [ID!]!) { collectionAddProducts(id: $id, productIds: $productIds) { userErrors { message } } }'

const ADDITIONS: readonly Act[] = [tag, metafield, picture, variant, collection]

const UPDATE = 'mutation($product: ProductUpdateInput!) { productUpdate(product: $product) { userErrors { message } } }'

const edited =
  (field: 'title' | 'vendor' | 'productType' | 'descriptionHtml'): Act =>
  ({ person, number }, { id }) => {
    const what = field === 'descriptionHtml' ? `<p>Written by hand ${number}</p>` : `By hand ${number}`
    person(UPDATE, { product: { id, [field]: what } })
    return { kind: field, product: id, what, stands: (now) => now.get('Product', id)?.[field] === what }
  }

const price: Act = ({ person, number }, { id, variants: [first] }) => {
  if (!first) return null
  const what = `${100 + number}.00`
  person(UPDATE_VARIANT, { id, variants: [{ id: first.id, price: what }] })
  const stands = (now: Store): boolean => now.get('ProductVariant', first.id)?.price === what
  return { kind: 'price', product: id, what, stands }
}

const UPDATE_VARIANT =
  'mutation($id: ID!, $variants: [ProductVariantsBulkInput!]!) { productVariantsBulkUpdate(productId: $id, variants: $variants) { userErrors { message } } }'

const EDITS: readonly Act[] = [...(['title', 'vendor', 'productType', 'descriptionHtml'] as const).map(edited), price]
