import type { JsonObject } from '../../model/json.ts'
import { parseJsonBody, type SimRequest, type SimResponse } from '../http.ts'
import { INVALID_INPUT, isObject, refuse, refuseSchema } from './answers.ts'
import type { PlytixSimSettings } from './options.ts'
import type { Asset, Attribute, Product, Relationship } from './records.ts'
import type { Store } from './store.ts'

export type Version = 'v1' | 'v2'

/** One call that passed the gateway. */
export interface Call {
  version: Version
  store: Store
  settings: PlytixSimSettings
  request: SimRequest
  /** Variable parts of the path, in order. */
  params: string[]
}

export type Handler = (call: Call) => SimResponse

export function param(call: Call, place: number): string {
  return call.params[place] ?? ''
}

/** The JSON object that was sent. */
export function bodyOf(call: Call): JsonObject {
  const parsed = parseJsonBody(call.request.body)
  const problem = 'problem' in parsed ? parsed.problem : parsed.value === undefined ? 'Expecting value' : null
  if (problem !== null) {
    refuse(400, `Failed to decode JSON object: ${problem}`, [{ field: 'http_status_code', msg: 400 }])
  }
  const value = 'value' in parsed ? parsed.value : undefined
  return isObject(value) ? value : refuseSchema({ field: 'body', msg: INVALID_INPUT })
}

export function productOf(call: Call, place = 0): Product {
  const id = param(call, place)
  const known = call.store.products.get(id)
  if (known) return known
  if (call.version === 'v2') refuse(404, 'No results found for None', [{ field: 'id', msg: 'does not exist' }])
  refuse(404, ` No results found for ${id}`, [{ field: 'id', msg: 'product does not exist' }])
}

export function attributeOf(call: Call): Attribute {
  return call.store.attributes.get(param(call, 0)) ?? missing(call, 'id does not exist')
}

export function relationshipOf(call: Call, place: number): Relationship {
  const known = call.store.relationships.get(param(call, place))
  return (
    known ??
    refuse(404, ` No results found for ${param(call, place)}`, [
      { field: 'relationship_id', msg: 'relationship does not exist' },
    ])
  )
}

export function assetOf(call: Call): Asset {
  const known = call.store.assets.get(param(call, 0))
  return (
    known ??
    refuse(404, ` No results found for ${param(call, 0)}`, [{ field: 'asset_id', msg: 'asset does not exist' }])
  )
}

export function missing(call: Call, msg: string): never {
  refuse(404, ` No results found for ${param(call, 0)}`, [{ field: 'id', msg }])
}
