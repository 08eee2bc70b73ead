import type { Definition } from '../../store/records.ts'
import { no } from './scalars.ts'
import type { Kept } from './types.ts'

/** What a definition says beyond the type: choices, least and most, a pattern. Of a list it is said of each element. */
export function validated({ type, validations }: Definition, value: string): Kept {
  const rows: unknown[] = type.startsWith('list.') ? JSON.parse(value) : [value]
  for (const [element, row] of rows.entries()) {
    for (const { name, value: rule } of validations) {
      const problem = problemOf(name, rule, String(row))
      if (problem !== null) return { ...no(problem), ...(type.startsWith('list.') && { element }) } as Kept
    }
  }
  return { value }
}

function problemOf(name: string, rule: string, value: string): string | null {
  const isNumber = /^-?\d+(\.\d+)?$/.test(value)
  const size = isNumber ? Number(value) : value.length
  const what = isNumber ? '' : 'length '
  switch (name) {
    case 'choices':
      return isChoice(rule, value) ? null : `does not exist in provided choices: ${rule}.`
    case 'min':
      return size < Number(rule) ? `has a minimum ${what}of ${rule}.` : null
    case 'max':
      return size > Number(rule) ? `has a maximum ${what}of ${rule}.` : null
    case 'regex':
      return new RegExp(rule).test(value) ? null : 'does not match the pattern of the definition.'
    default:
      return null
  }
}

function isChoice(rule: string, value: string): boolean {
  const choices: unknown = JSON.parse(rule)
  return Array.isArray(choices) && choices.map(String).includes(value)
}
