import type { Definition, Metafield } from '../store/records.ts'
import { type Store, typenameOf } from '../store/store.ts'

const OWNER_TYPES: { [typename: string]: string } = {
  Product: 'PRODUCT',
  ProductVariant: 'PRODUCTVARIANT',
  Collection: 'COLLECTION',
  Location: 'LOCATION',
  Shop: 'SHOP',
}

/** `PRODUCT` of `gid://shopify/Product/1`; undefined: such things have no metafields here. */
export function ownerTypeOf(ownerId: string): string | undefined {
  return OWNER_TYPES[typenameOf(ownerId)]
}

interface Values {
  /** By owner, then by `namespace.key`. */
  byOwner: Map<string, Map<string, Metafield>>
  /** Owners by what only one of them may have. */
  unique: Map<string, string>
}

const values = (): Values => ({ byOwner: new Map(), unique: new Map() })

export function metafieldsOf(store: Store, ownerId: string): Metafield[] {
  return [...(store.part(values).byOwner.get(ownerId)?.values() ?? [])]
}

export interface Place {
  ownerId: string
  namespace: string
  key: string
}

export function metafieldAt(store: Store, { ownerId, namespace, key }: Place): Metafield | null {
  return store.part(values).byOwner.get(ownerId)?.get(`${namespace}.${key}`) ?? null
}

/** Writes a value that was found to be right. False: it was there already, in that form. */
export function putMetafield(
  store: Store,
  { type, value, ...place }: Place & { type: string; value: string },
): boolean {
  const before = metafieldAt(store, place)
  if (before && before.type === type && before.value === value) return false
  const now = store.stamp()
  if (before) forgetUnique(store, before)
  const metafield = before ?? made(store, place, now)
  Object.assign(metafield, { type, value, updatedAt: now })
  const { byOwner } = store.part(values)
  const own = byOwner.get(place.ownerId) ?? new Map<string, Metafield>()
  byOwner.set(place.ownerId, own.set(`${place.namespace}.${place.key}`, metafield))
  store.add(metafield)
  rememberUnique(store, metafield)
  ownerChanged(store, place.ownerId, now)
  return true
}

function made(store: Store, { ownerId, namespace, key }: Place, createdAt: string): Metafield {
  const id = store.newId('Metafield')
  return { __typename: 'Metafield', id, ownerId, namespace, key, type: '', value: '', createdAt, updatedAt: createdAt }
}

export function removeMetafield(store: Store, metafield: Metafield): void {
  const own = store.part(values).byOwner.get(metafield.ownerId)
  own?.delete(`${metafield.namespace}.${metafield.key}`)
  forgetUnique(store, metafield)
  store.remove(metafield)
  ownerChanged(store, metafield.ownerId, store.stamp())
}

/** Of all owners of that kind. */
export function metafieldsNamed(
  store: Store,
  { ownerType, namespace, key }: { ownerType: string; namespace: string; key: string },
): Metafield[] {
  return [...store.table('Metafield').values()].filter(
    (one) => one.namespace === namespace && one.key === key && ownerTypeOf(one.ownerId) === ownerType,
  )
}

/** To be called for what is deleted. */
export function removeMetafieldsOf(store: Store, ownerId: string): void {
  for (const metafield of metafieldsOf(store, ownerId)) removeMetafield(store, metafield)
  store.part(values).byOwner.delete(ownerId)
}

export function definitionOf(store: Store, at: Omit<Place, 'ownerId'> & { ownerType: string }): Definition | null {
  return store.part(definitions).get(definitionKey(at)) ?? null
}

export function addDefinition(store: Store, definition: Definition): void {
  store.add(definition)
  store.part(definitions).set(definitionKey(definition), definition)
  for (const metafield of store.table('Metafield').values()) rememberUnique(store, metafield)
}

export function removeDefinition(store: Store, definition: Definition): void {
  store.remove(definition)
  store.part(definitions).delete(definitionKey(definition))
}

/** The one that has that value, where only one may. */
export function uniqueOwner(
  store: Store,
  place: Omit<Place, 'ownerId'> & { ownerType: string; value: string },
): string | null {
  return store.part(values).unique.get(uniqueKey(place)) ?? null
}

const definitions = (): Map<string, Definition> => new Map()

function definitionKey({ ownerType, namespace, key }: { ownerType: string; namespace: string; key: string }): string {
  return `${ownerType} ${namespace}.${key}`
}

function uniqueKey(place: { ownerType: string; namespace: string; key: string; value: string }): string {
  return `${definitionKey(place)} ${place.value}`
}

function rememberUnique(store: Store, metafield: Metafield): void {
  const ownerType = ownerTypeOf(metafield.ownerId)
  if (ownerType === undefined || !definitionOf(store, { ...metafield, ownerType })?.uniqueValues) return
  store.part(values).unique.set(uniqueKey({ ...metafield, ownerType }), metafield.ownerId)
}

function forgetUnique(store: Store, metafield: Metafield): void {
  const ownerType = ownerTypeOf(metafield.ownerId)
  const { unique } = store.part(values)
  const key = uniqueKey({ ...metafield, ownerType: ownerType ?? '' })
  if (unique.get(key) === metafield.ownerId) unique.delete(key)
}

/** A metafield moves the time of what it belongs to, and what searches find of it. */
function ownerChanged(store: Store, ownerId: string, now: string): void {
  const owner = store.node(ownerId)
  if (!owner) return
  if ('updatedAt' in owner) owner.updatedAt = now
  store.touch(owner)
}
