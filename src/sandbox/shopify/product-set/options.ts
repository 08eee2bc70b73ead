import type { UserError } from '../domain.ts'
import { newOption, newValue } from '../products/make.ts'
import type { OptionValue, Product, ProductOption } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import type { OptionInput } from './args.ts'

const MOST_OPTIONS = 3
const FIELD = ['input', 'productOptions']

interface Wanted {
  options: ProductOption[]
  errors: UserError[]
}

/** The options as they are to be. What is there by id or by name stays what it is; what is not listed goes. */
export function wantedOptions(store: Store, inputs: readonly OptionInput[], product: Product | null): Wanted {
  if (inputs.length > MOST_OPTIONS) {
    const message = `A product has at most ${MOST_OPTIONS} options`
    return { options: [], errors: [{ field: FIELD, message, code: 'OPTIONS_OVER_LIMIT' }] }
  }
  const errors: UserError[] = []
  const placed = inputs.map((input, place) => {
    const at = [...FIELD, String(place)]
    const option = oneOption(store, { input, product, at, errors })
    return { option, position: input.position ?? place + 1 }
  })
  const options = placed.sort((one, other) => one.position - other.position).map(({ option }) => option)
  const twice = firstTwice(options.map(({ name }) => name))
  if (twice !== null) {
    errors.push({ field: FIELD, message: `Duplicated option name '${twice}'`, code: 'DUPLICATED_OPTION_NAME' })
  }
  return { options, errors }
}

interface One {
  input: OptionInput
  product: Product | null
  at: string[]
  /** Filled. */
  errors: UserError[]
}

function oneOption(store: Store, { input, product, at, errors }: One): ProductOption {
  const before = product?.options.find(({ id, name }) => (input.id ? id === input.id : name === input.name)) ?? null
  if (input.id && !before) errors.push({ field: at, message: 'Option does not exist', code: 'OPTION_DOES_NOT_EXIST' })
  const name = input.name ?? before?.name ?? ''
  if (name.trim() === '') errors.push({ field: at, message: 'Option name is missing', code: 'INVALID_INPUT' })
  const values = input.values
    ? input.values.map((value) => oneValue(store, { value, before, at, errors }))
    : before?.values
  if (!values || values.length === 0) {
    errors.push({ field: at, message: `Option values are missing for ${name}`, code: 'OPTION_VALUES_MISSING' })
  }
  const twice = firstTwice((values ?? []).map((value) => value.name))
  if (twice !== null) {
    errors.push({ field: at, message: `Duplicated option value '${twice}'`, code: 'DUPLICATED_OPTION_VALUE' })
  }
  return before ? { ...before, name, values: values ?? [] } : newOption(store, name, values ?? [])
}

interface Value {
  value: { id?: string | null; name?: string | null }
  before: ProductOption | null
  at: string[]
  errors: UserError[]
}

function oneValue(store: Store, { value, before, at, errors }: Value): OptionValue {
  const known = before?.values.find(({ id, name }) => (value.id ? id === value.id : name === value.name))
  if (known) return { ...known, name: value.name ?? known.name }
  if (value.id) {
    errors.push({ field: at, message: 'Option value does not exist', code: 'OPTION_VALUE_DOES_NOT_EXIST' })
  }
  return newValue(store, value.name ?? '')
}

function firstTwice(names: readonly string[]): string | null {
  return names.find((name, place) => names.indexOf(name) < place) ?? null
}
