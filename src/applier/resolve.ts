import { parseAddress, parseLinkAddress } from '../model/address.ts'
import type { Address, Operation } from '../model/plan.ts'
import type { Ids } from './ids.ts'
import { additions, done, type ResolveContext, type Resolved, texts, unresolved } from './resolution.ts'
import { resolveProduct } from './resolve-product.ts'

/** Turns an operation into a write: addresses become the target's ids, and only what is new is sent. */
export function resolve(operation: Operation, ids: Ids, context: ResolveContext): Resolved {
  const { action, address, after } = operation
  const { kind, key } = parseAddress(address)
  switch (`${kind}:${action}`) {
    case 'attribute:create':
      return resolveAttribute(operation, ids)
    case 'attribute:update':
    case 'family:update':
      return resolveAdditions(operation, ids)
    case 'relationship:create':
      return done({ kind: 'relationship', action: 'create', label: key, name: String(after.name) })
    case 'asset:upload':
      return done({ kind: 'asset', action: 'upload', filename: key, url: String(after.url) })
    case 'product:create':
    case 'product:update':
      return resolveProduct(operation, ids, context)
    case 'link:link':
      return resolveLink(operation, ids, context)
    default:
      return { ok: false, code: 'unsupported', message: `This program does not know how to ${action} ${address}.` }
  }
}

function resolveAttribute(operation: Operation, ids: Ids): Resolved {
  const { name, type, options, family: familyName } = operation.after
  const wanted = typeof familyName === 'string' ? `family.${familyName}` : null
  const family = wanted === null ? null : ids.find(operation, wanted)
  if (wanted !== null && family === null) return unresolved(wanted)
  const label = parseAddress(operation.address).key
  const definition = { label, name: String(name), type: String(type), options: texts(options), family }
  return done({ kind: 'attribute', action: 'create', ...definition })
}

function resolveAdditions(operation: Operation, ids: Ids): Resolved {
  const { kind, key } = parseAddress(operation.address)
  const id = operation.target_id ?? ids.find(operation, operation.address)
  if (id === null) return unresolved(operation.address)
  return kind === 'family'
    ? done({ kind: 'family', action: 'update', id, name: key, attributes: additions(operation, 'attributes') })
    : done({ kind: 'attribute', action: 'update', id, label: key, options: additions(operation, 'options') })
}

/** Links are sent only for pairs that are not there yet; what a failed create left out is not sent at all. */
function resolveLink(operation: Operation, ids: Ids, { live, withheld }: ResolveContext): Resolved {
  const { relationship: label, sku } = parseLinkAddress(operation.address)
  const id = operation.target_id ?? ids.find(operation, `product.${sku}`)
  const definition = ids.find(operation, `relationship.${label}`)
  if (id === null) return unresolved(`product.${sku}`)
  if (definition === null) return unresolved(`relationship.${label}`)
  const linked = new Set(live?.links[label])
  const targets: string[] = []
  const leftOut: Address[] = []
  for (const address of additions(operation, 'targets')) {
    const target = ids.find(operation, address)
    if (target === null || withheld?.has(address)) leftOut.push(address)
    else if (!linked.has(target)) targets.push(target)
  }
  return {
    ok: true,
    write: { kind: 'link', action: 'link', id, relationship: { id: definition, label }, targets },
    leftOut,
  }
}
