import { parseAddress } from '../model/address.ts'
import type { JsonObject } from '../model/json.ts'
import type { Operation } from '../model/plan.ts'
import { FEW, more } from './first-few.ts'
import { count, line, shown, table } from './words.ts'

interface FieldChange {
  sku: string
  from: unknown
  to: unknown
}

/** Updates by field: a reviewer wants to know which attributes move, on how many products, and how. */
export function updates(group: Operation[]): string[] {
  const fields = new Map<string, FieldChange[]>()
  for (const { address, before, after } of group) {
    const sku = parseAddress(address).key
    for (const [field, from, to] of changesOf(before ?? {}, after)) {
      const changes = fields.get(field) ?? []
      changes.push({ sku, from, to })
      fields.set(field, changes)
    }
  }
  return [...fields].flatMap(([field, changes]) => {
    const rows = changes.slice(0, FEW).map(({ sku, from, to }) => [sku, change(from, to)])
    return [
      line(`    ${field}: ${count(changes.length, 'product')}`),
      ...table(rows, '        '),
      ...more(changes.length).map((text) => `    ${text}`),
    ]
  })
}

function changesOf(before: JsonObject, after: JsonObject): [string, unknown, unknown][] {
  const { attributes = {}, ...own } = after
  const old = (before.attributes ?? {}) as JsonObject
  return [
    ...Object.entries(own).map(([field, value]): [string, unknown, unknown] => [field, before[field], value]),
    ...Object.entries(attributes as JsonObject).map(([label, value]): [string, unknown, unknown] => [
      label,
      old[label],
      value,
    ]),
  ]
}

function change(from: unknown, to: unknown): string {
  if (!Array.isArray(to)) return `${shown(from)} -> ${shown(to)}`
  const old = new Set(Array.isArray(from) ? from : [])
  const added = to.filter((entry) => !old.has(entry)).length
  const removed = [...old].filter((entry) => !to.includes(entry)).length
  return added + removed === 0 ? `new order of ${to.length}` : `${added} added, ${removed} removed, ${to.length} in all`
}
