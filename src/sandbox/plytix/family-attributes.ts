import type { Json, JsonObject } from '../../model/json.ts'
import type { SimResponse } from '../http.ts'
import { answer, empty, refuseSchema } from './answers.ts'
import { bodyOf, type Call } from './call.ts'
import { familyOf } from './families.ts'
import { LEVELS, readAttributeIds } from './family-levels.ts'
import { loseValues } from './family-values.ts'
import type { Attribute, Family, Level } from './records.ts'

// Every change here is answered 202 and applied later.

export function familyAttributes(call: Call): SimResponse {
  return answer(rows(call, familyOf(call), ''))
}

/** The system's own attributes too; custom ones carry their prefix. */
export function allFamilyAttributes(call: Call): SimResponse {
  const system = ['sku', 'label', 'gtin', 'status', 'thumbnail', 'assets', 'categories']
  const own = system.map((label) => ({ id: null, label, name: label, attribute_level: 'no_level' }))
  return answer([...own, ...rows(call, familyOf(call), 'attributes.')])
}

export function linkAttributes(call: Call): SimResponse {
  const { id } = familyOf(call)
  const body = bodyOf(call)
  const ids = readAttributeIds(call, body.attributes, 'attributes')
  const level = body.attributes_level ?? 'no_level'
  if (!LEVELS.includes(level)) refuseSchema({ field: 'attributes_level', msg: 'Not a valid choice.' })
  later(call, id, (levels) => ({ ...levels, ...Object.fromEntries(ids.map((one) => [one, level as Level])) }))
  return empty(202)
}

/** Values of these attributes are lost in the products of the family. */
export function unlinkAttributes(call: Call): SimResponse {
  const { id } = familyOf(call)
  const ids = readAttributeIds(call, bodyOf(call).attributes, 'attributes')
  later(call, id, (levels) => Object.fromEntries(Object.entries(levels).filter(([one]) => !ids.includes(one))))
  call.store.later(() => loseValues(call.store, id, ids))
  return empty(202)
}

/** Moves attributes that the family has between its levels, by label. */
export function editAttributes(call: Call): SimResponse {
  return edit(call, '')
}

export function editAllAttributes(call: Call): SimResponse {
  return edit(call, 'attributes.')
}

function edit(call: Call, prefix: string): SimResponse {
  const family = familyOf(call)
  const body = bodyOf(call)
  const moved: { [attribute: string]: Level } = {}
  for (const level of LEVELS as Level[]) {
    for (const attribute of readLabels(call, body[level] ?? [], prefix)) {
      if (!(attribute.id in family.levels))
        refuseSchema({ field: level, msg: `${attribute.label} is not in the family` })
      moved[attribute.id] = level
    }
  }
  later(call, family.id, (levels) => ({ ...levels, ...moved }))
  return empty(202)
}

function readLabels(call: Call, listed: Json, prefix: string): Attribute[] {
  if (!Array.isArray(listed)) refuseSchema({ field: 'attributes', msg: 'Not a valid list.' })
  return listed.flatMap((label) => {
    const text = String(label)
    if (prefix !== '' && !text.startsWith(prefix)) return []
    return call.store.attribute(text.slice(prefix.length)) ?? refuseSchema({ field: text, msg: 'label does not exist' })
  })
}

function later(call: Call, id: string, change: (levels: Family['levels']) => Family['levels']): void {
  call.store.later(() => {
    const family = call.store.families.get(id)
    if (!family) return
    call.store.families.put({ ...family, levels: change(family.levels), modified: call.store.stamp() })
  })
}

function rows(call: Call, family: Family, prefix: string): JsonObject[] {
  return Object.entries(family.levels).flatMap(([id, attribute_level]) => {
    const attribute = call.store.attributes.get(id)
    return attribute ? { id, label: `${prefix}${attribute.label}`, name: attribute.name, attribute_level } : []
  })
}
