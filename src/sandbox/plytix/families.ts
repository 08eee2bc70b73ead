import type { Json, JsonObject } from '../../model/json.ts'
import type { SimResponse } from '../http.ts'
import { answer, empty, isObject, refuseSchema } from './answers.ts'
import { bodyOf, type Call, missing, param } from './call.ts'
import { loseValues } from './family-values.ts'
import type { Family, Level } from './records.ts'
import { type Fields, ownField, pick, runSearch } from './search.ts'
import { formatTime } from './times.ts'

export const LEVELS: readonly Json[] = ['no_level', 'parent_level', 'variant_level']

export function createFamily(call: Call): SimResponse {
  const body = bodyOf(call)
  const name = readName(call, body, null)
  const lists: [string, Level][] = [
    ['attributes', 'no_level'],
    ['parent_attributes', 'parent_level'],
    ['variant_attributes', 'variant_level'],
  ]
  const levels: { [attribute: string]: Level } = {}
  for (const [key, level] of lists) {
    for (const id of readAttributeIds(call, body[key] ?? [], key)) levels[id] = level
  }
  const now = call.store.stamp()
  const family = { id: call.store.newId(), name, levels, created: now, modified: now }
  call.store.families.put(family)
  return answer([familyView(call, family)], 201)
}

export function getFamily(call: Call): SimResponse {
  return answer([familyView(call, familyOf(call))])
}

export function renameFamily(call: Call): SimResponse {
  const before = familyOf(call)
  const name = readName(call, bodyOf(call), before.id)
  const family = name === before.name ? before : { ...before, name, modified: call.store.stamp() }
  call.store.families.put(family)
  return answer([familyView(call, family)])
}

/** Its products end up without a family, and lose the values that it alone held. */
export function deleteFamily(call: Call): SimResponse {
  const { id } = familyOf(call)
  call.store.later(() => {
    const family = call.store.families.get(id)
    if (!family) return
    loseValues(call.store, id, Object.keys(family.levels))
    for (const product of call.store.products.values()) {
      if (product.family === id) call.store.saveProduct({ ...product, family: null })
    }
    call.store.families.delete(id)
  })
  return empty(202)
}

export function searchFamilies(call: Call): SimResponse {
  return runSearch(call, {
    table: call.store.families,
    field: (name) => ownField(FIELDS, name),
    hasColumn: (name) => COLUMNS.includes(name),
    maxPageSize: 100,
    row: (family, columns) => pick(familyView(call, family), ['id'], columns),
  })
}

export function familyOf(call: Call): Family {
  return call.store.families.get(param(call, 0)) ?? missing(call, 'product family does not exist')
}

/** Ids of known attributes; anything else, labels included, is refused. */
export function readAttributeIds(call: Call, listed: Json | undefined, field: string): string[] {
  if (!Array.isArray(listed)) refuseSchema({ field, msg: 'Missing data for required field.' })
  const unknown = listed.filter((id) => typeof id !== 'string' || !call.store.attributes.get(id))
  if (unknown.length > 0) refuseSchema({ field, msg: unknown })
  return listed.map(String)
}

/** What a new attribute's `product_families` asks for, validated at once and done when it is called. */
export function joinFamilies(call: Call, listed: Json, attribute: string): () => void {
  if (!Array.isArray(listed)) refuseSchema({ field: 'product_families', msg: 'Not a valid list.' })
  const joins = listed.map((item) => {
    const known = isObject(item) ? call.store.families.get(String(item.id)) : undefined
    const level = (isObject(item) && item.attribute_level) || 'no_level'
    if (!known || !LEVELS.includes(level)) {
      refuseSchema({ field: 'product_families', msg: known ? 'Not a valid level.' : 'product family does not exist' })
    }
    return { ...known, levels: { ...known.levels, [attribute]: level as Level } }
  })
  return () => {
    for (const family of joins) call.store.families.put(family)
  }
}

const COLUMNS = ['id', 'name', 'created', 'modified', 'total_attributes', 'total_models', 'total_products']

const FIELDS: Fields<Family> = {
  id: { type: 'id', value: ({ id }) => id },
  name: { type: 'text', value: ({ name }) => name },
  created: { type: 'date', value: ({ created }) => created },
  modified: { type: 'date', value: ({ modified }) => modified },
}

function familyView(call: Call, family: Family): JsonObject {
  let products = 0
  for (const product of call.store.products.values()) if (product.family === family.id) products += 1
  const created = formatTime(family.created, 'v1')
  return {
    id: family.id,
    name: family.name,
    created,
    created_at: created,
    modified: formatTime(family.modified, 'v1'),
    total_attributes: Object.keys(family.levels).length,
    total_models: 0,
    total_products: products,
  }
}

function readName(call: Call, { name }: JsonObject, own: string | null): string {
  if (typeof name !== 'string' || name.trim() === '') {
    refuseSchema({ field: 'name', msg: 'Missing data for required field.' })
  }
  for (const other of call.store.families.values()) {
    if (other.id !== own && other.name === name) refuseSchema({ field: 'name', msg: 'already exists' })
  }
  return name
}
