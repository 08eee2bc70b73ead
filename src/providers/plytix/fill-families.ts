import type { LiveResource, Want } from '../../model/live.ts'
import { getProducts } from './products.ts'
import type { ReadContext } from './read-context.ts'
import type { PimFamily } from './records.ts'

interface Gap {
  want: Want
  family: PimFamily | null
}

/** Searches never show a product's family: only when the family lacks products is each one asked for its own. */
export async function fillFamilies({ session }: ReadContext, products: LiveResource[], { want, family }: Gap) {
  const owned = products.filter(({ key }) => want.owns(key))
  if (!family || family.products >= owned.length) return products
  const read = await getProducts(
    session,
    owned.map(({ id }) => id),
    { attributes: new Map(), relationships: [] },
  )
  const families = new Map(read.map((product) => [product.id, product.fields.family ?? null]))
  return products.map((product) => {
    const found = families.get(product.id)
    return found === undefined ? product : { ...product, fields: { ...product.fields, family: found } }
  })
}
