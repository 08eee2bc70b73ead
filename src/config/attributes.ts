import type { AttributeSpec } from '../model/settings.ts'
import { collapse, withoutControls } from '../model/text.ts'
import type { Attribute, AttributesFile, OwnField } from './generated/attributes.ts'
import type { ConfigFile, Loose } from './problem.ts'

/** The product's own fields may be keys like any attribute; the target defines their names and types. */
export const OWN_FIELDS: readonly string[] = ['label', 'gtin', 'status']

export const CHOICES: readonly string[] = ['DropdownAttribute', 'MultiSelectAttribute']

/** One spec per entry, in the order of the file. */
export function buildAttributes(file: ConfigFile<AttributesFile>): AttributeSpec[] {
  return Object.entries(file.data?.attributes ?? {}).map(([label, entry]) => {
    const raw: Loose<Attribute & OwnField> = entry ?? {}
    return {
      label,
      name: raw.name ?? label,
      type: raw.type ?? null,
      from: raw.from ?? null,
      value: raw.value ?? null,
      write: raw.write ?? 'always',
      clear: raw.clear ?? false,
      options: cleanOptions(raw.options ?? []),
      position: file.position(['attributes', label], 'key'),
    }
  })
}

/** As values are written: what no service keeps is left out. */
function cleanOptions(options: string[]): string[] {
  return [...new Set(options.map((option) => collapse(withoutControls(option))))].filter((option) => option !== '')
}
