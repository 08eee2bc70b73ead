import type { ItemFields } from '../../model/item.ts'
import { mapConcurrent } from '../../net/concurrent.ts'
import type { Session } from './client.ts'
import { chooseFamily, readFamilies } from './family.ts'
import { getProduct } from './products.ts'
import { asText } from './raw.ts'
import { readError } from './read-error.ts'
import { isSuccess } from './reply.ts'
import { CONCURRENCY } from './search.ts'
import type { SourceProduct } from './source-record.ts'

interface Asked {
  /** Names or ids; none: any. */
  families: readonly string[]
  /** What an earlier export says; `null`: nothing. */
  before: () => Promise<ReadonlyMap<string, ItemFields> | null>
}

/**
 * Products of these families, by a call for each that is no variant: searches do not tell. A product that was not changed
 * since an earlier export is in the family that this says. Variants are in the family of their parent.
 * @throws ProviderError
 */
export async function ofFamilies(
  session: Session,
  products: readonly SourceProduct[],
  { families, before }: Asked,
): Promise<SourceProduct[]> {
  if (families.length === 0) return [...products]
  const all = await readFamilies(session)
  const chosen = new Set(families.map((wanted) => chooseFamily(all, wanted, 'source.plytix.families').id))
  const names = new Map(all.map(({ id, name }) => [id, name]))
  const former = formerFamilies(await before(), all)
  const there = new Set(products.map(({ product }) => product.id))
  const heads = products.filter(({ variantOf }) => variantOf === null || !there.has(variantOf))
  const found = new Map(
    await mapConcurrent(
      heads,
      CONCURRENCY,
      async (head) => [head.product.id, await familyOf(session, head, former)] as const,
    ),
  )
  return products.flatMap((one) => {
    const family = found.get(one.product.id) ?? found.get(one.variantOf ?? '') ?? null
    return family !== null && chosen.has(family) ? [{ ...one, family: names.get(family) ?? family }] : []
  })
}

type Former = (one: SourceProduct) => string | null

/** By the names that an export holds; a name that two families have tells nothing. */
function formerFamilies(before: ReadonlyMap<string, ItemFields> | null, all: { id: string; name: string }[]): Former {
  const byName = Map.groupBy(all, ({ name }) => name)
  return ({ product, modified }) => {
    const item = before?.get(product.id)
    if (!item || modified === null || item.modified !== modified) return null
    const [first, second] = byName.get(String(item.family)) ?? []
    return first && !second ? first.id : null
  }
}

/** Its id; `null`: none, or the product is gone. */
async function familyOf(session: Session, one: SourceProduct, former: Former): Promise<string | null> {
  const known = former(one)
  if (known !== null) return known
  const { id } = one.product
  const reply = await getProduct(session, id)
  if (reply.status === 404) return null
  const record = reply.records?.[0]
  if (!isSuccess(reply) || !record) throw readError(reply, `product ${id}`)
  return asText(record.product_family_id) ?? null
}
