import { counted } from '../../model/counted.ts'
import { isAsin } from './asin.ts'
import type { Entry } from './datasets.ts'
import type { Notes } from './notes.ts'
import { asList, asRecord, asRecords, asText, isRecord } from './raw.ts'

export interface Family {
  parents: string[]
  children: string[]
  theme: Found | null
}

interface Found {
  value: string
  path: string
}

/** The variation family of a listing. PACKAGE_HIERARCHY relates a product to its cartons and is none. */
export function readFamily(asin: string, entry: Entry | null, notes: Notes): Family {
  const parents = new Set<unknown>()
  const children = new Set<unknown>()
  let theme: Found | null = null
  for (const [index, row] of asList(entry?.values.relationships).entries()) {
    if (!isRecord(row) || row.type !== 'VARIATION') continue
    for (const parent of asList(row.parentAsins)) parents.add(parent)
    for (const child of asList(row.childAsins)) children.add(child)
    const value = asText(asRecord(row.variationTheme).theme)
    const path = `relationships[${entry?.index}].relationships[${index}].variationTheme.theme`
    if (value !== null) theme ??= { value, path }
  }
  return { parents: relatives(asin, parents, notes).sort(), children: relatives(asin, children, notes), theme }
}

/** The variation theme of the family, or what the seller entered. */
export function findTheme(family: Family, attributes: { [name: string]: unknown }): Found | null {
  if (family.theme) return family.theme
  for (const [index, row] of asRecords(attributes.variation_theme).entries()) {
    for (const field of ['name', 'value']) {
      const value = asText(row[field])
      if (value !== null) return { value, path: `attributes.variation_theme[${index}].${field}` }
    }
  }
  return null
}

function relatives(asin: string, given: Set<unknown>, notes: Notes): string[] {
  const valid = [...given].filter(isAsin).filter((relative) => relative !== asin)
  if (valid.length < given.size) {
    notes.warn(
      'malformed-asin',
      `${counted(given.size - valid.length, 'relative is', 'relatives are')} left out: no ASIN, or the listing itself.`,
    )
  }
  return valid
}
