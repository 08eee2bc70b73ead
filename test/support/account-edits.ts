import fc from 'fast-check'
import type { Json } from '../../src/model/json.ts'
import type { MemorySnapshot } from './memory/store.ts'
import type { PimProduct } from './pim.ts'
import { colors, titles } from './world-values.ts'

/** What people do to an account by hand. Numbers choose among what is there. */
export interface Edit {
  does: keyof typeof DEEDS
  product: number
  other: number
  field: number
  text: string
}

const FIELDS = [
  'label',
  'amazon_title',
  'amazon_color',
  'amazon_upc',
  'amazon_summary',
  'amazon_bullet',
  'amazon_weight',
]
const GALLERY = 'amazon_images'
const BASELINE = 'amazon_sync_baseline'

type Deed = (account: MemorySnapshot, product: PimProduct, edit: Edit) => void

const DEEDS = {
  change: (account, product, { field, text }) => put(account, product, { field, value: text }),
  clear: (account, product, { field }) => put(account, product, { field, value: null }),
  reverseGallery: (_, { attributes }) => rearrange(attributes, (gallery) => gallery.reverse()),
  dropImage: (_, { attributes }, { other }) =>
    rearrange(attributes, (gallery) => gallery.filter((_asset, place) => place !== other % gallery.length)),
  emptyGallery: (_, { attributes }) => {
    delete attributes[GALLERY]
  },
  addImage: (account, { attributes }, { other }) => {
    const { id } = choose(account.assets, other)
    rearrange(attributes, (gallery) => [id, ...gallery.filter((asset) => asset !== id)])
  },
  changeThumbnail: (account, product, { other }) => {
    product.thumbnail = choose(account.assets, other).id
  },
  clearThumbnail: (_, product) => {
    delete product.thumbnail
  },
  unlink: (_, { links }, { other }) => {
    const label = Object.keys(links)[0]
    if (label) links[label] = (links[label] ?? []).filter((_id, place, all) => place !== other % all.length)
  },
  link: (account, product, { other, field }) => {
    const { label } = choose(account.relationships, field)
    const { id } = choose(account.products, other)
    if (id !== product.id) product.links[label] = [...new Set([...(product.links[label] ?? []), id])]
  },
  remove: (account, product) => {
    account.products = account.products.filter((one) => one !== product)
    for (const { links } of account.products) {
      for (const label of Object.keys(links)) links[label] = (links[label] ?? []).filter((id) => id !== product.id)
    }
  },
  rename: (_, product) => {
    product.sku = `${product.sku}-RENAMED`
  },
  copy: (account, product, { field }) => {
    const sku = field % 2 === 0 ? `COPY-${product.sku}` : `${product.sku}-COPY`
    if (account.products.some((one) => one.sku === sku)) return
    account.products.push({ ...structuredClone(product), id: `${product.id}-copy-${field}`, sku })
  },
  copyBaseline: (account, product, { other }) => {
    const text = product.attributes[BASELINE]
    if (text !== undefined) choose(account.products, other).attributes[BASELINE] = text
  },
  dropBaseline: (_, { attributes }) => {
    delete attributes[BASELINE]
  },
  damageBaseline: (_, { attributes }) => {
    const text = attributes[BASELINE]
    if (typeof text === 'string') attributes[BASELINE] = `${text.slice(0, 20)}x${text.slice(21)}`
  },
  leaveFamily: (_, product) => {
    product.family = null
  },
  removeAttribute: (account, _, { field }) => {
    const label = FIELDS[field % FIELDS.length] as string
    account.attributes = account.attributes.filter((attribute) => attribute.label !== label)
    for (const { attributes } of account.products) delete attributes[label]
  },
} satisfies { [does: string]: Deed }

export const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({
    does: fc.constantFrom(...(Object.keys(DEEDS) as Edit['does'][])),
    product: fc.nat(),
    other: fc.nat(),
    field: fc.nat(11),
    text: fc.oneof(titles, colors),
  }),
  { minLength: 1, maxLength: 6 },
)

/** The account after people were at work; the one that is given stays as it is. */
export function edited(before: MemorySnapshot, list: Edit[]): MemorySnapshot {
  const account = structuredClone(before)
  for (const edit of list) {
    const ours = account.products.filter(({ sku }) => sku.includes('AMZN-'))
    const products = ours.length > 0 && edit.product % 4 > 0 ? ours : account.products
    if (products.length > 0) DEEDS[edit.does](account, choose(products, edit.product >> 2), edit)
  }
  return account
}

function choose<T>(list: T[], number: number): T {
  return list[number % list.length] as T
}

/** Only what the account would take: an attribute that exists, a value of its type. */
function put(account: MemorySnapshot, product: PimProduct, { field, value }: { field: number; value: Json }): void {
  const label = FIELDS[field % FIELDS.length] as string
  if (label === 'label') {
    if (value === null) delete product.label
    else product.label = String(value)
    return
  }
  const attribute = account.attributes.find((one) => one.label === label)
  if (value === null) delete product.attributes[label]
  else if (attribute) product.attributes[label] = attribute.type === 'Number' ? String(value).length : value
}

function rearrange(attributes: PimProduct['attributes'], change: (gallery: string[]) => string[]): void {
  const gallery = attributes[GALLERY]
  if (!Array.isArray(gallery) || gallery.length === 0) return
  const next = change(gallery.map(String))
  if (next.length > 0) attributes[GALLERY] = next
  else delete attributes[GALLERY]
}
