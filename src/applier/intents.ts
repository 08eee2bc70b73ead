import { parseAddress, parseLinkAddress } from '../model/address.ts'
import { parseBaseline } from '../model/baseline.ts'
import type { JsonObject } from '../model/json.ts'
import type { LiveDefinitions, LiveProduct } from '../model/live.ts'
import type { Operation } from '../model/plan.ts'
import { comparedPaths, kindAt, valueAt } from '../model/precondition.ts'
import type { OperationOutcome } from '../model/run.ts'
import { sameValue } from '../model/values.ts'
import type { CheckContext } from './check.ts'
import { additions, type ResolveContext, texts } from './resolution.ts'
import { resolve } from './resolve.ts'

/** What a look-up found of the objects that open intents are about. */
export interface Findings {
  /** By SKU. */
  products: ReadonlyMap<string, LiveProduct>
  definitions: LiveDefinitions | null
}

export interface Inquiry {
  run: string
  check: CheckContext
  context: Omit<ResolveContext, 'live'>
}

/** The SKU of the product that an operation writes to. */
export function skuOf({ address }: Operation): string | null {
  const { kind, key } = parseAddress(address)
  if (kind === 'product') return key
  return kind === 'link' ? parseLinkAddress(address).sku : null
}

export function isDefinition({ address }: Operation): boolean {
  return ['attribute', 'relationship', 'family'].includes(parseAddress(address).kind)
}

/** What became of an operation whose call left without a known answer, `null` when it was not done, or not whole. */
export function judgeIntent(operation: Operation, found: Findings, inquiry: Inquiry): OperationOutcome | null {
  const { kind } = parseAddress(operation.address)
  if (kind === 'product') return judgeProduct(operation, found, inquiry)
  if (kind === 'link') return judgeLink(operation, found, inquiry)
  return found.definitions && isDefinition(operation) ? judgeDefinition(operation, found.definitions, inquiry) : null
}

/** True when a product holds all that the operation compares, its family apart. */
export function holds(operation: Operation, live: LiveProduct, { check, context }: Omit<Inquiry, 'run'>): boolean {
  const resolved = resolve(operation, check.ids, { ...context, live })
  if (!resolved.ok || resolved.write.kind !== 'product') return false
  const { fields } = resolved.write
  return comparedPaths(fields, operation.baseline, check.kinds).every((path) =>
    sameValue(kindAt(check.kinds, path), valueAt(live, path), valueAt(fields, path)),
  )
}

function judgeProduct(operation: Operation, { products }: Findings, inquiry: Inquiry): OperationOutcome | null {
  const live = products.get(parseAddress(operation.address).key)
  if (!live || !holds(operation, live, inquiry)) return null
  // Searches do not show the family, and the call that assigns it comes last.
  if (operation.after.family !== undefined && live.family === undefined) return null
  return done(operation, live, inquiry)
}

/** The baseline on a product names the run that wrote it last: our own write, whose answer was lost. */
function done({ id }: Operation, live: LiveProduct, { run, check }: Inquiry): OperationOutcome {
  const baseline = parseBaseline(live.attributes[check.baselineLabel], check.digest)
  const ours = baseline?.run === run && baseline.sku === live.sku
  if (!ours) return { id, outcome: 'adopted', target_id: live.id }
  const modified = live.modified === undefined ? {} : { modified: live.modified }
  return { id, outcome: 'succeeded', target_id: live.id, ...modified }
}

function judgeLink(operation: Operation, { products }: Findings, { check }: Inquiry): OperationOutcome | null {
  const { relationship, sku } = parseLinkAddress(operation.address)
  const live = products.get(sku)
  if (!live) return null
  const linked = new Set(live.links[relationship])
  const there = additions(operation, 'targets').every((address) => {
    const id = check.ids.find(operation, address)
    return id !== null && linked.has(id)
  })
  return there ? { id: operation.id, outcome: 'adopted', target_id: live.id } : null
}

function judgeDefinition(operation: Operation, live: LiveDefinitions, { check }: Inquiry): OperationOutcome | null {
  const { kind, key } = parseAddress(operation.address)
  const { after, id } = operation
  const holdsAll = (present: string[], wanted: string[]): boolean => wanted.every((one) => present.includes(one))
  if (kind === 'relationship') {
    const found = live.relationships.find(({ label }) => label === key)
    return found ? { id, outcome: 'adopted', target_id: found.id } : null
  }
  if (kind === 'family') {
    const family = live.family
    const known = family !== null && family.id === (operation.target_id ?? check.ids.find(operation, operation.address))
    return known && holdsAll(family.attributes, texts(after.attributes))
      ? { id, outcome: 'adopted', target_id: family.id }
      : null
  }
  const found = live.attributes.find(({ label }) => label === key)
  if (!found || !holdsAll(found.options, texts(after.options)) || !isOfType(found.type, after)) return null
  const inFamily = typeof after.family !== 'string' || live.family?.attributes.includes(key) === true
  return inFamily ? { id, outcome: 'adopted', target_id: found.id } : null
}

function isOfType(type: string, after: JsonObject): boolean {
  return after.type === undefined || after.type === type
}
