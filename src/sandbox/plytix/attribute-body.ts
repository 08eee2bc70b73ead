import type { Json, JsonObject } from '../../model/json.ts'
import { isObject, refuse, refuseSchema } from './answers.ts'
import { CHOICES } from './attribute-view.ts'
import type { Call } from './call.ts'
import type { Attribute } from './records.ts'

const MAX_OPTIONS = 1000

/** What a body says of an attribute, over what it was. */
export function readBody(call: Call, body: JsonObject, base: Attribute): Attribute {
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
