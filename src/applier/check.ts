import { parseAddress, parseLinkAddress } from '../model/address.ts'
import type { Json } from '../model/json.ts'
import type { LiveProduct } from '../model/live.ts'
import type { Address, Operation } from '../model/plan.ts'
import {
  comparedPaths,
  type Kinds,
  kindAt,
  linkPrecondition,
  productPrecondition,
  valueAt,
} from '../model/precondition.ts'
import type { Write } from '../model/target.ts'
import { sameValue } from '../model/values.ts'
import type { Ids } from './ids.ts'
import type { Ownership } from './owner.ts'
import { texts } from './resolution.ts'

/** Whether a write may go ahead: it may, it is done already, or somebody else was here since the plan. */
export type Verdict = 'write' | 'adopted' | { conflict: string }

export interface CheckContext extends Ownership {
  ids: Ids
  kinds: Kinds
}

type ProductUpdate = Extract<Write, { kind: 'product'; action: 'update' }>

/** Compares a product as it is now with what the plan found and with what it wants. */
export function checkProduct(
  operation: Operation,
  { write, live }: { write: ProductUpdate; live: LiveProduct },
  context: CheckContext,
): Verdict {
  const { kinds, digest, baselineLabel } = context
  const paths = comparedPaths(write.fields, operation.baseline, kinds)
  const isWanted = (path: string): boolean =>
    sameValue(kindAt(kinds, path), valueAt(live, path), valueAt(write.fields, path))
  const valuesWanted = paths.every(isWanted)
  const familyWanted = write.family === undefined || live.family === write.family
  // With its values in place only the family is left to write, and that has no earlier value to protect.
  if (valuesWanted && !familyWanted) return 'write'
  if (valuesWanted && paths.length > 0) return 'adopted'
  const fields = comparedPaths(operation.after, operation.baseline, kinds)
  if (productPrecondition({ fields, live, baselineLabel, kinds }, digest) === operation.precondition) return 'write'
  const changes = fields.flatMap((path) => {
    const planned = resolveBefore(operation, path, context)
    const now = valueAt(live, path)
    const moved = !isWanted(path) && !sameValue(kindAt(kinds, path), now, planned)
    return moved ? [`${path} is ${shorten(now)}, was ${shorten(planned)}`] : []
  })
  return changed(operation.address, changes.length > 0 ? changes : ['its baseline is another one'])
}

/** Pairs may be there early; only one that the plan found and that is gone shows another hand. */
export function checkLink(operation: Operation, live: LiveProduct, { ids, digest }: CheckContext): Verdict {
  const { relationship } = parseLinkAddress(operation.address)
  const linked = new Set(live.links[relationship])
  const planned = texts(operation.before?.targets)
  if (planned.length === 0) return 'write'
  const present = planned.filter((address) => {
    const id = ids.find(operation, address)
    return id === null || linked.has(id)
  })
  const skus = present.map((address) => parseAddress(address).key)
  if (linkPrecondition(skus, digest) === operation.precondition) return 'write'
  const gone = planned.filter((address) => !present.includes(address))
  return changed(operation.address, gone.length > 0 ? gone.map((address) => `${address} is not linked any more`) : [])
}

function changed(address: Address, changes: string[]): Verdict {
  const shown = changes.slice(0, 5)
  const more = changes.length > shown.length ? ` and ${changes.length - shown.length} more` : ''
  const details = shown.length > 0 ? `: ${shown.join('; ')}${more}` : ''
  return { conflict: `${address} has changed since the plan was made${details}.` }
}

/** The value that the plan found, with the addresses of assets as the ids that a read gives. */
function resolveBefore(operation: Operation, path: string, { ids, kinds }: CheckContext): Json | undefined {
  const value = operation.before ? valueAt(operation.before, path) : undefined
  const toId = (address: string): string => ids.find(operation, address) ?? address
  if (path === 'thumbnail') return typeof value === 'string' ? toId(value) : value
  return kinds(path) === 'assets' ? texts(value).map(toId) : value
}

function shorten(value: Json | undefined): string {
  const text = value === undefined || value === null ? 'empty' : JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
