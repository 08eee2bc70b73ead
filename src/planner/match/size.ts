import type { ItemNames } from '../../model/item.ts'

/** Codes of one width as PIMs write them, and how sellers write it after the size. The order matters: X-Wide is Wide, too. */
const WIDTHS: { codes: string[]; pattern: RegExp }[] = [
  { codes: ['EE', 'XW', 'WW'], pattern: /\b(x-?wide|extra wide|ee|2e|xw|ww)\b/i },
  { codes: ['W', 'E'], pattern: /\b(wide|w|e)\b/i },
  { codes: ['N', 'B'], pattern: /\b(narrow|n|b)\b/i },
  { codes: ['M', 'D'], pattern: /\b(medium|regular|m|d)\b/i },
]
const MEDIUM = ['M', 'D']

/** The number in the size, with and without the zero in front: `9.5 Wide` gives `09.5` and `9.5`. */
export function sizesOf({ size }: ItemNames): string[] {
  const number = /^\s*(\d{1,2}(?:\.5)?)(?![\d.])/.exec(size ?? '')?.[1]
  if (number === undefined) return []
  const [whole = '', half] = number.split('.')
  const rest = half === undefined ? '' : `.${half}`
  return [...new Set([whole.padStart(2, '0') + rest, String(Number(whole)) + rest])]
}

/** Codes for the width in the size, else at the end of the title, else the medium that nobody writes. */
export function widthsOf({ size, title }: ItemNames): string[] {
  const afterSize = /^\s*[\d.]+\s*(.*)$/.exec(size ?? '')?.[1] ?? ''
  const afterTitle = /,\s*[\d.]+\s+([A-Za-z0-9 -]{1,12})$/.exec(title?.trim() ?? '')?.[1] ?? ''
  for (const text of [afterSize, afterTitle]) {
    const width = WIDTHS.find(({ pattern }) => pattern.test(text))
    if (width) return width.codes
  }
  return MEDIUM
}
