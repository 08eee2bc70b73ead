import type { ValueKind } from '../../model/kinds.ts'
import type { AttributeForm } from '../../model/scaffold.ts'

/** What a field of each type holds. Types that `specs/attributes.yaml` has for other targets are known too. */
export const TYPES: { readonly [type: string]: ValueKind } = {
  text: 'text',
  multiline: 'multiline',
  number: 'number',
  integer: 'number',
  decimal: 'decimal',
  boolean: 'boolean',
  date: 'date',
  choice: 'choice',
  choices: 'choices',
  list: 'list',
  json: 'json',
  TextAttribute: 'text',
  MultilineAttribute: 'multiline',
  HtmlAttribute: 'multiline',
  UrlAttribute: 'text',
  IntAttribute: 'number',
  DecimalAttribute: 'number',
  DropdownAttribute: 'choice',
  MultiSelectAttribute: 'choices',
  BooleanAttribute: 'boolean',
  DateAttribute: 'date',
}

/** Path of what was last written; no field can be called so. */
export const BASELINE = '.baseline'
export const KEY = 'key'

export const ATTRIBUTES: AttributeForm = {
  types: TYPES,
  refused: {},
  whole: ['integer', 'IntAttribute'],
  own: {},
  untyped: true,
  slug: labelOf,
  baseline: { label: BASELINE, name: 'what was last written' },
  reserved: () => ({
    [KEY]: 'is the key of the row (target.file.key)',
    [BASELINE]: 'holds what was last written to a row',
  }),
}

/** What a field is called of which only the name is known. */
export function labelOf(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
}
