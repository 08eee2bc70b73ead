import type { SimResponse } from '../http.ts'
import { answer, empty, type Problem, refuse, refuseSchema } from './answers.ts'
import { readBody } from './attribute-body.ts'
import { attributeView } from './attribute-view.ts'
import { attributeOf, bodyOf, type Call } from './call.ts'
import { joinFamilies } from './family-levels.ts'
import { type Attribute, slug } from './records.ts'
import type { Store } from './store.ts'
import { FILTER_TYPES } from './values.ts'

/** The label comes from the name; a label that is sent is passed over. */
export function createAttribute(call: Call): SimResponse {
  const body = bodyOf(call)
  const { name, type_class: type } = body
  const problems: Problem[] = []
  if (typeof name !== 'string' || name.trim() === '') {
    problems.push({ field: 'name', msg: 'Missing data for required field.' })
  }
  if (typeof type !== 'string' || !(type in FILTER_TYPES))
    problems.push({ field: 'type_class', msg: 'Not a valid choice.' })
  if (problems.length > 0) refuseSchema(...problems)
  const blank = { id: '', description: '', options: [], watched: [], inUse: false }
  const attribute = readBody(call, body, {
    ...blank,
    name: String(name),
    label: slug(String(name)),
    type: String(type),
  })
  refuseTaken(call.store, attribute)
  const saved = { ...attribute, id: call.store.newId() }
  const join = joinFamilies(call, body.product_families ?? [], saved.id)
  call.store.saveAttribute(saved)
  join()
  return answer([attributeView(call.store, saved)], 201)
}

export function getAttribute(call: Call): SimResponse {
  return answer([attributeView(call.store, attributeOf(call))])
}

/** The label never changes; options are replaced as a whole, and values that are no option any more stay. */
export function patchAttribute(call: Call): SimResponse {
  const before = attributeOf(call)
  const body = bodyOf(call)
  const name = body.name ?? before.name
  if (typeof name !== 'string' || name.trim() === '') refuseSchema({ field: 'name', msg: 'Not a valid string.' })
  const attribute = readBody(call, body, { ...before, name })
  refuseTaken(call.store, attribute)
  call.store.saveAttribute(attribute)
  return answer([attributeView(call.store, attribute)])
}

/** The values vanish from every product. */
export function deleteAttribute(call: Call): SimResponse {
  const attribute = attributeOf(call)
  if (attribute.inUse) {
    const usages = { channels: ['sandbox channel'], ecatalogs: [], pdfcatalogs: [] }
    refuse(409, 'Attribute is in use', [{ field: 'usages', msg: usages }])
  }
  for (const product of call.store.products.values()) {
    if (!(attribute.label in product.attributes)) continue
    const { [attribute.label]: _gone, ...attributes } = product.attributes
    call.store.saveProduct({ ...product, attributes })
  }
  call.store.removeAttribute(attribute)
  return empty(202)
}

function refuseTaken(store: Store, { id, name, label }: Attribute): void {
  for (const other of store.attributes.values()) {
    if (other.id !== id && (other.name === name || other.label === label)) {
      refuse(422, 'a product attribute with same name already exists')
    }
  }
}
