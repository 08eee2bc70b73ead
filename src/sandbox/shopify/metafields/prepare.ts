import type { Call, UserError } from '../domain.ts'
import type { Definition, Metafield } from '../store/records.ts'
import { typenameOf } from '../store/store.ts'
import { isForeign, isReserved, resolvedNamespace } from './namespaces.ts'
import { definitionOf, metafieldAt, ownerTypeOf, putMetafield, uniqueOwner } from './table.ts'
import { isKnownType, keptValue } from './values/index.ts'
import { validated } from './values/validations.ts'

/** One metafield as it was given. */
export interface Given {
  /** Null: what it belongs to is being made. */
  ownerId: string | null
  /** The kind of thing that it belongs to. */
  ownerType: string
  namespace?: string | null | undefined
  key?: string | null | undefined
  type?: string | null | undefined
  value?: string | null | undefined
}

export interface FieldError extends UserError {
  elementIndex: number | null
}

export interface Prepared {
  errors: FieldError[]
  place: { namespace: string; key: string }
  /** As it is to be kept. */
  value: string
  write(ownerId: string): void
}

/** Checks one metafield and changes nothing. `path`: where it stands in the arguments. */
export function prepareMetafield(call: Call, given: Given, path: string[]): Prepared {
  const place = { namespace: resolvedNamespace(given.namespace, call.appId), key: given.key ?? '' }
  const definition = definitionOf(call.store, { ...place, ownerType: given.ownerType })
  const type = given.type ?? definition?.type ?? ''
  const errors = [
    ...namespaceErrors(call, place.namespace, path),
    ...keyErrors(place.key, path),
    ...typeErrors({ given: given.type, type, definition, before: beforeOf(call, given, place) }, path),
  ]
  const write = () => undefined
  if (errors.length > 0) return { errors, place, value: '', write }
  const typed = keptValue(type, given.value ?? '', contextOf(call))
  const kept = definition && 'value' in typed ? validated(definition, typed.value) : typed
  if ('problem' in kept) {
    const wrong = error(path, 'value', { message: kept.problem, code: 'INVALID_VALUE' })
    return { errors: [{ ...wrong, elementIndex: kept.element ?? null }], place, value: '', write }
  }
  const { value } = kept
  if (definition?.uniqueValues && isTaken(call, given, { ...place, value })) errors.push(taken(path))
  return { errors, place, value, write: (ownerId) => void putMetafield(call.store, { ...place, ownerId, type, value }) }
}

function beforeOf({ store }: Call, { ownerId }: Given, place: Prepared['place']): Metafield | null {
  return ownerId === null ? null : metafieldAt(store, { ...place, ownerId })
}

function isTaken(
  { store }: Call,
  { ownerType, ownerId }: Given,
  place: Prepared['place'] & { value: string },
): boolean {
  const owner = uniqueOwner(store, { ...place, ownerType })
  return owner !== null && owner !== ownerId
}

export function taken(path: string[]): FieldError {
  return error(path, 'value', {
    message: 'Value must be unique, and another one has it.',
    code: 'CAPABILITY_VIOLATION',
  })
}

/** What owns it has to be there, and to be of a kind that has metafields. */
export function ownerProblem({ store }: Call, ownerId: string): string | null {
  if (ownerTypeOf(ownerId) === undefined) return `Owner of type ${typenameOf(ownerId)} has no metafields.`
  return typenameOf(ownerId) === 'Shop' || store.node(ownerId) ? null : 'Owner does not exist.'
}

function contextOf({ store, settings, version }: Call) {
  return { store, currency: settings.shop.currency, version }
}

export function error(path: string[], field: string, said: { message: string; code: string | null }): FieldError {
  return { field: field === '' ? path : [...path, field], ...said, elementIndex: null }
}

function namespaceErrors({ appId }: Call, namespace: string, path: string[]): FieldError[] {
  if (isReserved(namespace)) {
    return [error(path, 'namespace', { message: `Namespace ${namespace} is a reserved namespace`, code: null })]
  }
  if (isForeign(namespace, appId)) {
    return [error(path, 'namespace', { message: 'Access to this namespace is denied.', code: 'APP_NOT_AUTHORIZED' })]
  }
  return lengthErrors(path, { field: 'namespace', name: 'Namespace', text: namespace, range: [3, 255] })
}

function keyErrors(key: string, path: string[]): FieldError[] {
  return lengthErrors(path, { field: 'key', name: 'Key', text: key, range: [2, 64] })
}

interface Text {
  field: string
  name: string
  text: string
  range: [least: number, most: number]
}

export function lengthErrors(path: string[], { field, name, text, range: [least, most] }: Text): FieldError[] {
  const short = { message: `${name} is too short (minimum is ${least} characters)`, code: 'TOO_SHORT' }
  if (text.length < least) return [error(path, field, short)]
  const long = { message: `${name} is too long (maximum is ${most} characters)`, code: 'TOO_LONG' }
  return text.length > most ? [error(path, field, long)] : []
}

interface Typed {
  given: string | null | undefined
  /** That, or what the definition says. */
  type: string
  definition: Definition | null
  before: Metafield | null
}

function typeErrors({ given, type, definition, before }: Typed, path: string[]): FieldError[] {
  if (type === '') return [error(path, 'type', { message: "can't be blank", code: 'BLANK' })]
  const code = 'INVALID_TYPE'
  if (definition && given && given !== definition.type) {
    const message = `Type must be consistent with the definition's type: '${definition.type}'.`
    return [error(path, 'type', { message, code })]
  }
  if (!isKnownType(type)) return [error(path, 'type', { message: `Type '${type}' is not known.`, code })]
  if (definition || before === null || before.type === type) return []
  return [error(path, 'type', { message: `Type can't be changed from '${before.type}'.`, code })]
}
