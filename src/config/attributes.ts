import type { AttributeSpec } from '../model/settings.ts'
import { collapse, withoutControls } from '../model/text.ts'
import type { Attribute, AttributesFile } from './generated/attributes.ts'
import type { ConfigFile, Loose } from './problem.ts'

/** Rules of resources, or of what is written within them. */
export type SpecSection = 'attributes' | 'variants'

/** One spec per entry, in the order of the file. */
export function buildAttributes(file: ConfigFile<AttributesFile>, section: SpecSection): AttributeSpec[] {
  return Object.entries(file.data?.[section] ?? {}).map(([label, entry]) => {
    const raw: Loose<Attribute> = entry ?? {}
    return {
      label,
      name: raw.name ?? label,
      type: raw.type ?? null,
      from: raw.from ?? null,
      value: raw.value ?? null,
      write: raw.write ?? 'always',
      clear: raw.clear ?? false,
      options: cleanOptions(raw.options ?? []),
      position: file.position([section, label], 'key'),
    }
  })
}

/** As values are written: what no service keeps is left out. */
function cleanOptions(options: string[]): string[] {
  return [...new Set(options.map((option) => collapse(withoutControls(option))))].filter((option) => option !== '')
}
