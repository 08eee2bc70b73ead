import type { Json, JsonObject } from '../../model/json.ts'
import { isObject, refuseSchema } from './answers.ts'
import type { Call } from './call.ts'
import { compileTest, OPERATORS } from './operators.ts'
import type { LinkSet, Product } from './records.ts'
import { readNested } from './search-body.ts'

type LinkTest = (links: LinkSet | undefined) => boolean

/** Groups as in `filters`, over the links of one relationship; a second relationship in one search is refused. */
export function relationshipFilter(call: Call, value: Json): (product: Product) => boolean {
  const groups = readNested(value)
  const ids = new Set(groups.flat().map((item) => item.relationship_id))
  if (ids.size > 1) refuse('only one relationship is allowed per search')
  const [id] = ids
  if (ids.size === 0) return () => true
  if (typeof id !== 'string' || !call.store.relationships.get(id)) refuse('relationship does not exist')
  const tests = groups.map((group) => group.map(compileItem))
  return (product) => tests.some((group) => group.every((test) => test(product.links.get(id))))
}

function compileItem({ operator, product_ids: products = [] }: JsonObject): LinkTest {
  if (operator !== 'exists' && operator !== '!exists') refuse(`operator ${operator} is not allowed`)
  if (!Array.isArray(products)) refuse('product_ids is not a list')
  const tests = products.map(compileProduct)
  const holds: LinkTest = (links) => (tests.length === 0 ? (links?.size ?? 0) > 0 : tests.some((test) => test(links)))
  return operator === 'exists' ? holds : (links) => !holds(links)
}

function compileProduct(item: Json): LinkTest {
  if (!isObject(item) || typeof item.id !== 'string') refuse('product_ids needs an id in each item')
  const { id, qty_operator: operator = null, value } = item
  if (operator === null) return (links) => links?.has(id) ?? false
  if (typeof operator !== 'string' || !OPERATORS.number.includes(operator)) refuse('qty_operator is not known')
  const test = compileTest('number', operator, Array.isArray(value) ? value[0] : value)
  if (typeof test === 'string') refuse(test)
  return (links) => links?.has(id) === true && test(links.get(id)?.quantity)
}

function refuse(msg: string): never {
  refuseSchema({ field: 'relationship_filters', msg })
}
