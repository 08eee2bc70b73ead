import type { UserError } from '../domain.ts'
import type { OptionValue, ProductOption } from '../store/records.ts'

/** `VariantOptionValueInput`: an option and one of its values, each by id or name. */
export interface ChosenValue {
  id?: string | null
  name?: string | null
  optionId?: string | null
  optionName?: string | null
}

interface Chosen {
  /** Ids of values, one for each option, in their order. */
  values: string[]
  errors: UserError[]
}

interface Codes {
  invalid: string
  missingValues: string
  unknownValue: string
}

/** What a variant is by its options. `make` gives a value that an option lacks, or null where it may not be made. */
export function chooseValues(
  options: readonly ProductOption[],
  { given, path, codes }: { given: readonly ChosenValue[]; path: string[]; codes: Codes },
  make: (option: ProductOption, name: string) => OptionValue | null,
): Chosen {
  const errors: UserError[] = []
  const chosen = new Map<string, string>()
  for (const entry of given) {
    const option = options.find(({ id, name }) => (entry.optionId ? id === entry.optionId : name === entry.optionName))
    if (!option) {
      const name = entry.optionName ?? entry.optionId
      errors.push({ field: [...path, 'optionValues'], message: `Option '${name}' does not exist`, code: codes.invalid })
      continue
    }
    if (chosen.has(option.id)) {
      errors.push({
        field: [...path, 'optionValues'],
        message: `Duplicated option name '${option.name}'`,
        code: codes.invalid,
      })
      continue
    }
    const value = valueIn(option, entry) ?? (entry.name ? make(option, entry.name) : null)
    chosen.set(option.id, value?.id ?? '')
    if (!value) {
      const message = 'Option value does not exist'
      errors.push({ field: [...path, 'optionValues'], message, code: codes.unknownValue })
    }
  }
  const missing = options.filter(({ id }) => !chosen.has(id)).map(({ name }) => name)
  if (missing.length > 0 && errors.length === 0) {
    const message = `You need to add option values for ${missing.join(', ')}`
    errors.push({ field: [...path, 'optionValues'], message, code: codes.missingValues })
  }
  return { values: options.map(({ id }) => chosen.get(id) ?? ''), errors }
}

function valueIn({ values }: ProductOption, { id, name }: ChosenValue): OptionValue | undefined {
  return values.find((value) => (id ? value.id === id : value.name === name))
}

/** Of a combination: `S / Red`. */
export function combinationTitle(options: readonly ProductOption[], values: readonly string[]): string {
  return options.map(({ values: known }, place) => known.find(({ id }) => id === values[place])?.name ?? '').join(' / ')
}

export function alreadyExists(title: string): string {
  return `The variant '${title}' already exists. Please change at least one option value.`
}
