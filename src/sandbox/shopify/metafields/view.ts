import { type Connection, connectionOf, type PageArgs } from '../connection.ts'
import type { Call, Domain, Resolver } from '../domain.ts'
import type { Metafield } from '../store/records.ts'
import { numberOf } from '../store/store.ts'
import { digestOf } from './digest.ts'
import { isForeign, resolvedNamespace } from './namespaces.ts'
import { definitionOf, metafieldAt, metafieldsOf, ownerTypeOf } from './table.ts'

interface One {
  namespace?: string | null
  key: string
}

type Several = PageArgs & { namespace?: string | null; keys?: string[] | null }

interface Owner {
  readonly id: string
}

/** `metafield` and `metafields` of whatever has some. */
export const METAFIELD_FIELDS: { [field: string]: Resolver } = {
  metafield: ({ id }: Owner, args: One, call) => one(call, id, args),
  metafields: ({ id }: Owner, args: Several, call) => several(call, id, args),
}

export const METAFIELD_VIEW: Domain['resolvers'] = {
  Metafield: {
    legacyResourceId: ({ id }: Metafield) => String(numberOf(id)),
    compareDigest: (metafield: Metafield) => digestOf(metafield),
    jsonValue: (metafield: Metafield) => jsonValue(metafield),
    sizeInBytes: ({ value }: Metafield) => Buffer.byteLength(value),
    ownerType: ({ ownerId }: Metafield) => ownerTypeOf(ownerId),
    owner: ({ ownerId }: Metafield, _args, { store }) => store.node(ownerId),
    definition: (metafield: Metafield, _args, { store }) =>
      definitionOf(store, { ...metafield, ownerType: ownerTypeOf(metafield.ownerId) ?? '' }),
    reference: ({ type, value }: Metafield, _args, { store }) => (isReference(type) ? store.node(value) : null),
    references: (metafield: Metafield, args: PageArgs, call) => references(metafield, args, call),
  },
}

function one(call: Call, ownerId: string, { namespace, key }: One): Metafield | null {
  const resolved = resolvedNamespace(namespace, call.appId)
  return isForeign(resolved, call.appId) ? null : metafieldAt(call.store, { ownerId, namespace: resolved, key })
}

function several(call: Call, ownerId: string, args: Several): Connection<Metafield> {
  const { appId, store } = call
  const namespace = args.namespace ? resolvedNamespace(args.namespace, appId) : null
  const names = args.keys && new Set(args.keys.map((name) => fullName(name, args.namespace, appId)))
  const rows = metafieldsOf(store, ownerId).filter(
    (row) =>
      !isForeign(row.namespace, appId) &&
      (namespace === null || row.namespace === namespace) &&
      (!names || names.has(`${row.namespace}.${row.key}`)),
  )
  return connectionOf(rows, { args, call })
}

/** A key without namespace is of the namespace that was given beside it. */
function fullName(name: string, namespace: string | null | undefined, appId: string): string {
  const dot = name.lastIndexOf('.')
  const space = dot < 0 ? namespace : name.slice(0, dot)
  return `${resolvedNamespace(space, appId)}.${name.slice(dot + 1)}`
}

function isReference(type: string): boolean {
  return type.endsWith('_reference') && !type.startsWith('list.')
}

function references(
  { type, value }: Metafield,
  args: PageArgs,
  call: Call,
): Connection<{ readonly id: string }> | null {
  if (!type.startsWith('list.') || !type.endsWith('_reference')) return null
  const ids = JSON.parse(value) as string[]
  const rows = ids.flatMap((id) => call.store.node(id) ?? [])
  return connectionOf(rows, { args, call, sortedBy: (_row, place) => place })
}

const TEXTS = new Set(['single_line_text_field', 'multi_line_text_field', 'id', 'url', 'color', 'date', 'date_time'])

/** As JSON where it is some. A false comes as a text, which is how it was recorded. */
function jsonValue({ type, value }: Metafield): unknown {
  if (type === 'boolean') return value === 'true' ? true : value
  if (TEXTS.has(type) || isReference(type) || type === 'number_decimal') return value
  return JSON.parse(value)
}
