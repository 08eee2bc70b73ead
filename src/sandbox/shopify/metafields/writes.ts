import type { Call, Resolver } from '../domain.ts'
import { digestOf, isDigest } from './digest.ts'
import { resolvedNamespace } from './namespaces.ts'
import { error, type FieldError, ownerProblem, type Prepared, prepareMetafield, taken } from './prepare.ts'
import { definitionOf, metafieldAt, ownerTypeOf, removeMetafield } from './table.ts'

const MOST = 25

interface SetEntry {
  ownerId: string
  namespace?: string | null
  key: string
  type?: string | null
  value: string
  /** Absent: whatever is there is overwritten. Null: nothing may be there. */
  compareDigest?: string | null
}

interface Name {
  ownerId: string
  namespace: string
  key: string
}

export const METAFIELD_WRITES: { [field: string]: Resolver } = {
  metafieldsSet: (_source, { metafields }: { metafields: SetEntry[] }, call) => written(call, metafields),
  metafieldsDelete: (_source, { metafields }: { metafields: Name[] }, call) => deleted(call, metafields),
}

/** All of them or none. */
function written(call: Call, entries: readonly SetEntry[]): object {
  if (entries.length > MOST) {
    const message = `Exceeded the maximum metafields input limit of ${MOST}.`
    const userErrors = [error(['metafields'], '', { message, code: 'LESS_THAN_OR_EQUAL_TO' })]
    return { metafields: null, userErrors }
  }
  const rows = entries.map((entry, place) => ({ entry, prepared: preparedOf(call, entry, place) }))
  const userErrors = [...rows.flatMap(({ prepared }) => prepared.errors), ...clashes(call, rows)]
  if (userErrors.length > 0) return { metafields: [], userErrors }
  for (const { entry, prepared } of rows) prepared.write(entry.ownerId)
  const metafields = rows.map(({ entry, prepared }) =>
    metafieldAt(call.store, { ...prepared.place, ownerId: entry.ownerId }),
  )
  return { metafields, userErrors: [] }
}

function preparedOf(call: Call, entry: SetEntry, place: number): Prepared {
  const path = ['metafields', String(place)]
  const ownerType = ownerTypeOf(entry.ownerId) ?? ''
  const prepared = prepareMetafield(call, { ...entry, ownerType }, path)
  const owner = ownerProblem(call, entry.ownerId)
  if (owner !== null) return { ...prepared, errors: [error(path, 'ownerId', { message: owner, code: 'INVALID' })] }
  const stale = digestError(call, { entry, prepared }, path)
  return stale ? { ...prepared, errors: [...prepared.errors, stale] } : prepared
}

/** Writing what is there already is right with any digest. */
function digestError(
  call: Call,
  { entry, prepared }: { entry: SetEntry; prepared: Prepared },
  path: string[],
): FieldError | null {
  const { compareDigest, ownerId } = entry
  if (compareDigest === undefined) return null
  const now = metafieldAt(call.store, { ...prepared.place, ownerId })
  if (compareDigest !== null && !isDigest(compareDigest)) {
    return error(path, 'compareDigest', { message: 'The compareDigest is invalid.', code: 'INVALID_COMPARE_DIGEST' })
  }
  const same = now === null ? compareDigest === null : digestOf(now) === compareDigest || now.value === prepared.value
  const message = 'The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.'
  return same ? null : error(path, '', { message, code: 'STALE_OBJECT' })
}

/** One unique value for two owners in one call. */
function clashes(call: Call, rows: readonly { entry: SetEntry; prepared: Prepared }[]): FieldError[] {
  const owners = new Map<string, string>()
  return rows.flatMap(({ entry, prepared }, place) => {
    const { namespace, key } = prepared.place
    if (!isUnique(call, { ...prepared.place, ownerId: entry.ownerId })) return []
    const name = `${ownerTypeOf(entry.ownerId)} ${namespace}.${key} ${prepared.value}`
    const owner = owners.get(name) ?? entry.ownerId
    owners.set(name, owner)
    return owner === entry.ownerId ? [] : [taken(['metafields', String(place)])]
  })
}

function isUnique({ store }: Call, { ownerId, namespace, key }: Name): boolean {
  return definitionOf(store, { ownerType: ownerTypeOf(ownerId) ?? '', namespace, key })?.uniqueValues ?? false
}

/** What is not there comes back as null, without an error. */
function deleted(call: Call, names: readonly Name[]): object {
  const deletedMetafields = names.map(({ ownerId, namespace, key }) => {
    const place = { ownerId, namespace: resolvedNamespace(namespace, call.appId), key }
    const metafield = metafieldAt(call.store, place)
    if (!metafield) return null
    removeMetafield(call.store, metafield)
    return place
  })
  return { deletedMetafields, userErrors: [] }
}
