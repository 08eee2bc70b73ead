import { outsidePart } from '../../model/fields.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { Operation, Plan } from '../../model/plan.ts'
import type { Block, OtherChange } from '../report/report.ts'
import { cut } from '../values/difference.ts'
import { valueText } from '../values/value-text.ts'
import { count } from '../words.ts'
import { type FieldChange, fieldsOf, isReferences } from './fields.ts'
import type { Group, Terms } from './group.ts'
import { markOf } from './marks.ts'
import { fieldName, keyOf } from './nouns.ts'
import { slotsOf } from './pictures.ts'
import type { Reading } from './reading.ts'
import { spread } from './samples.ts'

/** New products: a line each, or each with all of its values. */
export function creations({ group, terms }: Group, _plan: Plan, { details, rows }: Reading): Block[] {
  if (details) return group.map((operation) => entire(operation, terms))
  const shown = spread(group, rows)
  const table = shown.map((operation) => {
    const summary = [summaryOf(fieldsOf(operation), terms), ...partsIn(operation)].join(', ')
    return [operation.key, summary, named(operation)]
  })
  return [{ is: 'table', columns: ['Key', 'With', 'Name'], rows: table, more: group.length - shown.length }]
}

const NAMES = ['label', 'title', 'name']
const LONGEST_NAME = 72

export function nameOf({ after }: Operation): string {
  return namedIn(after)
}

/** What a resource with these values is called. */
export function namedIn(values: JsonObject | null): string {
  const name = NAMES.map((field) => values?.[field]).find((value) => typeof value === 'string')
  return name === undefined ? '' : cut(valueText(name as Json), LONGEST_NAME)
}

function named(operation: Operation): string {
  return [nameOf(operation), ...whatElse(operation.reason)].filter((text) => text !== '').join('; ')
}

/** `20 values, 9 images` */
export function summaryOf(fields: readonly FieldChange[], terms: Terms): string {
  const gallery = fields.find(({ to }) => isReferences(to, terms.kinds))
  const images = Array.isArray(gallery?.to) ? gallery.to.length : 0
  const values = fields.length - (gallery ? 1 : 0)
  return [
    `${values} ${values === 1 ? 'value' : 'values'}`,
    ...(images > 0 ? [`${images} ${images === 1 ? 'image' : 'images'}`] : []),
  ].join(', ')
}

/** `24 variants`: what comes within a new resource, by the names of its groups. */
function partsIn({ baseline }: Operation): string[] {
  const places = (baseline?.fields ?? []).flatMap((path) => {
    const group = path.slice(0, Math.max(path.indexOf('/'), 0))
    const part = group === '' || group.includes('.') ? null : outsidePart(path.slice(group.length + 1))
    return part ? { group, key: part.key } : []
  })
  return [...Map.groupBy(places, ({ group }) => group)].map(([group, ofGroup]) =>
    count(new Set(ofGroup.map(({ key }) => key)).size, group.replace(/s$/, ''), group),
  )
}

/** That it is not there yet goes without saying. */
const PLAIN_REASON = /^not in the account yet(?:; )?/

function whatElse(reason: string): string[] {
  const rest = reason.replace(PLAIN_REASON, '')
  return rest === '' ? [] : [rest]
}

function entire(operation: Operation, terms: Terms): Block {
  const { key, reason } = operation
  const changes: OtherChange[] = fieldsOf(operation).map(({ pointer, to }) => ({
    name: fieldName(pointer),
    phrase: [isReferences(to, terms.kinds) ? pictures(operation, to) : valueText(to), ...markOf(operation, pointer)],
  }))
  return {
    is: 'changes',
    sign: 'add',
    title: [key, ...whatElse(reason).map((text) => `  ${text}`)].join(''),
    changes,
    more: 0,
  }
}

function pictures(operation: Operation, addresses: string[]): string {
  const slots = slotsOf(operation)
  return addresses.map((address) => `${slots.get(address) ?? ''} ${keyOf(address)}`.trim()).join(', ')
}
