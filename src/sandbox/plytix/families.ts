import type { JsonObject } from '../../model/json.ts'
import type { SimResponse } from '../http.ts'
import { answer, empty, refuseSchema } from './answers.ts'
import { bodyOf, type Call, missing, param } from './call.ts'
import { readAttributeIds } from './family-levels.ts'
import { loseValues } from './family-values.ts'
import { familyView } from './family-view.ts'
import type { Family, Level } from './records.ts'

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

export function familyOf(call: Call): Family {
  return call.store.families.get(param(call, 0)) ?? missing(call, 'product family does not exist')
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
