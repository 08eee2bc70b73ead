import type { Person } from '../people/person.ts'
import { type SampleProduct, sampleProducts } from './products.ts'

const SET = `mutation ($input: ProductSetInput!) {
  productSet(input: $input) { product { id } userErrors { field message code } }
}`
const COLLECT = `mutation ($title: String!) {
  collectionCreate(input: { title: $title }) { collection { id } userErrors { field message } }
}`
const PUBLISH = `mutation ($id: ID!, $input: [PublicationInput!]!) {
  publishablePublish(id: $id, input: $input) { userErrors { field message } }
}`
const PLACES = '{ locations(first: 1) { nodes { id } } publications(first: 1) { nodes { id } } }'

interface Nodes {
  nodes: { id: string }[]
}

/** Somebody puts everything into the shop that the sample has, by hand. */
export function stockUp(person: Person, sample: { products: number; seed: number }): void {
  const { locations, publications } = person(PLACES) as { locations: Nodes; publications: Nodes }
  const [location, publication] = [locations, publications].map(({ nodes }) => nodes[0]?.id ?? '') as [string, string]
  const collections = new Map<string, string>()
  for (const product of sampleProducts(sample)) {
    const ids = product.collections.map((title) => collectionOf(person, collections, title))
    const input = { ...product.input, collections: ids, variants: stocked(product, location) }
    const { productSet } = person(SET, { input }) as { productSet: { product: { id: string } } }
    if (product.published) person(PUBLISH, { id: productSet.product.id, input: [{ publicationId: publication }] })
  }
}

function collectionOf(person: Person, known: Map<string, string>, title: string): string {
  const id = known.get(title)
  if (id !== undefined) return id
  const { collectionCreate } = person(COLLECT, { title }) as { collectionCreate: { collection: { id: string } } }
  known.set(title, collectionCreate.collection.id)
  return collectionCreate.collection.id
}

function stocked({ input, stock }: SampleProduct, locationId: string): object[] {
  return (input.variants as object[]).map((variant, place) => ({
    ...variant,
    inventoryQuantities: [{ locationId, name: 'available', quantity: stock[place] ?? 0 }],
  }))
}
