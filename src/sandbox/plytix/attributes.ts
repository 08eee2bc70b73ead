import type { Json, JsonObject } from '../../model/json.ts'
import type { SimResponse } from '../http.ts'
import { answer, empty, isObject, type Problem, refuse, refuseSchema } from './answers.ts'
import { attributeOf, bodyOf, type Call } from './call.ts'
import { joinFamilies } from './families.ts'
import { type Attribute, slug } from './records.ts'
import { type Fields, ownField, pick, runSearch } from './search.ts'
import type { Store } from './store.ts'
import { FILTER_TYPES } from './values.ts'

const MAX_OPTIONS = 1000
const CHOICES = ['DropdownAttribute', 'MultiSelectAttribute']

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

export function searchAttributes(call: Call): SimResponse {
  return runSearch(call, {
    table: call.store.attributes,
    field: (name) => ownField(FIELDS, name),
    hasColumn: (name) => COLUMNS.includes(name),
    maxPageSize: 1000,
    row: (attribute, columns) => pick(attributeView(call.store, attribute), ['id', 'filter_type'], columns),
  })
}

const COLUMNS = ['id', 'filter_type', 'name', 'label', 'type_class', 'options', 'groups', 'attributes', 'description']

const FIELDS: Fields<Attribute> = {
  id: { type: 'id', value: ({ id }) => id },
  name: { type: 'text', value: ({ name }) => name },
  label: { type: 'text', value: ({ label }) => label },
  description: { type: 'text', value: ({ description }) => description || undefined },
  type_class: { type: 'choice', value: ({ type }) => type },
}

function attributeView(store: Store, attribute: Attribute): JsonObject {
  const view: JsonObject = {
    id: attribute.id,
    name: attribute.name,
    label: attribute.label,
    type_class: attribute.type,
    filter_type: FILTER_TYPES[attribute.type] ?? null,
    description: attribute.description,
    groups: [],
  }
  if (CHOICES.includes(attribute.type)) view.options = [...attribute.options]
  if (attribute.type === 'CompletenessAttribute') {
    view.attributes = attribute.watched.map((id) => ({ id, label: store.attributes.get(id)?.label ?? null }))
  }
  return view
}

function readBody(call: Call, body: JsonObject, base: Attribute): Attribute {
  const { description = base.description } = body
  if (typeof description !== 'string') refuseSchema({ field: 'description', msg: 'Not a valid string.' })
  return {
    ...base,
    description,
    options: CHOICES.includes(base.type) && body.options !== undefined ? readOptions(body.options) : base.options,
    watched:
      base.type === 'CompletenessAttribute' && body.attributes ? readWatched(call, body.attributes) : base.watched,
  }
}

function readOptions(options: Json): string[] {
  if (!Array.isArray(options)) refuseSchema({ field: 'options', msg: 'Not a valid list.' })
  if (options.length > MAX_OPTIONS) {
    refuseSchema({ field: 'options', msg: `options limit exceeded, current limit is ${MAX_OPTIONS}` })
  }
  const texts = options.map((option) =>
    typeof option === 'string' ? option : refuseSchema({ field: 'options', msg: 'Not a valid string.' }),
  )
  return [...new Set(texts)]
}

function readWatched(call: Call, listed: Json): string[] {
  if (!Array.isArray(listed)) refuseSchema({ field: 'attributes', msg: 'Not a valid list.' })
  const ids = listed.map((item) => String(isObject(item) ? item.id : item))
  const unknown = ids.filter((id) => !call.store.attributes.get(id))
  if (unknown.length > 0) refuse(422, 'Missing attributes', [{ field: 'attributes', msg: unknown }])
  return ids
}

function refuseTaken(store: Store, { id, name, label }: Attribute): void {
  for (const other of store.attributes.values()) {
    if (other.id !== id && (other.name === name || other.label === label)) {
      refuse(422, 'a product attribute with same name already exists')
    }
  }
}
