import type { UserError } from '../domain.ts'
import type { Store } from '../store/store.ts'
import { isReserved } from './namespaces.ts'
import { lengthErrors } from './prepare.ts'
import { isKnownType } from './values/index.ts'

const MOST = 256
const MOST_PINNED = 20
const MOST_FILTERABLE = 50

interface Input {
  name: string
  key: string
  type: string
  ownerType: string
  pin?: boolean | null
  validations?: { name: string; value: string }[] | null
  capabilities?: { uniqueValues?: { enabled: boolean } | null; adminFilterable?: { enabled: boolean } | null } | null
}

/** What is wrong with a definition by itself. */
export function definitionErrors({ key, type, capabilities, validations }: Input, namespace: string): UserError[] {
  const path = ['definition']
  const errors: UserError[] = [
    ...lengthErrors(path, { field: 'namespace', name: 'Namespace', text: namespace, range: [3, 255] }),
    ...lengthErrors(path, { field: 'key', name: 'Key', text: key, range: [2, 64] }),
  ]
  const characters = 'contains one or more invalid characters.'
  if (!/^[\w-]*$/.test(key)) {
    errors.push({ field: [...path, 'key'], message: `Key ${characters}`, code: 'INVALID_CHARACTER' })
  }
  if (!/^[\w-]*$/.test(namespace)) {
    errors.push({ field: [...path, 'namespace'], message: `Namespace ${characters}`, code: 'INVALID_CHARACTER' })
  }
  if (isReserved(namespace)) {
    const message = `Namespace ${namespace} is reserved.`
    errors.push({ field: [...path, 'namespace'], message, code: 'RESERVED_NAMESPACE_KEY' })
  }
  if (!isKnownType(type)) {
    errors.push({ field: [...path, 'type'], message: `Type name ${type} is not a valid type.`, code: 'INCLUSION' })
  }
  for (const { name, value } of validations ?? []) {
    const problem = validationProblem(name, value)
    if (problem !== null) errors.push({ field: [...path, 'validations'], message: problem, code: 'INVALID_OPTION' })
  }
  if (type === 'id' && capabilities?.uniqueValues?.enabled === false) {
    const message = 'Capability unique_values is required for type id but is disabled'
    errors.push({ field: path, message, code: 'CAPABILITY_REQUIRED_BUT_DISABLED' })
  }
  return errors
}

/** Names that are passed over by values here, but that there are. */
const OTHER_VALIDATIONS = new Set([
  'max_precision',
  'scale_min',
  'scale_max',
  'schema',
  'allowed_domains',
  'file_type_options',
])

function validationProblem(name: string, value: string): string | null {
  if (name === 'min' || name === 'max')
    return Number.isNaN(Number(value)) ? `Validations value for ${name} is no number.` : null
  if (name === 'choices') return isTextList(value) ? null : 'Validations value for choices is no list of texts.'
  if (name === 'regex') return isPattern(value) ? null : 'Validations value for regex is no pattern.'
  return OTHER_VALIDATIONS.has(name) ? null : `Validations contains an unknown option: ${name}.`
}

function isTextList(value: string): boolean {
  try {
    return Array.isArray(JSON.parse(value))
  } catch {
    return false
  }
}

function isPattern(value: string): boolean {
  try {
    return new RegExp(value) instanceof RegExp
  } catch {
    return false
  }
}

/** What an owner type has no more room for. */
export function limitErrors(store: Store, { ownerType, pin, capabilities }: Input): UserError[] {
  const others = [...store.table('MetafieldDefinition').values()].filter((one) => one.ownerType === ownerType)
  const errors: UserError[] = []
  const full = (most: number, code: string) =>
    errors.push({ field: ['definition'], message: `There are ${most} such definitions already.`, code })
  if (others.length >= MOST) full(MOST, 'RESOURCE_TYPE_LIMIT_EXCEEDED')
  if (pin && others.filter(({ pinned }) => pinned).length >= MOST_PINNED) full(MOST_PINNED, 'PINNED_LIMIT_REACHED')
  const filterable = others.filter(({ adminFilterable }) => adminFilterable).length
  if (capabilities?.adminFilterable?.enabled && filterable >= MOST_FILTERABLE) {
    full(MOST_FILTERABLE, 'OWNER_TYPE_LIMIT_EXCEEDED_FOR_USE_AS_ADMIN_FILTERS')
  }
  return errors
}
