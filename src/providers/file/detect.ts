import type { FileWants } from './source-settings.ts'

/** What the beginning of a text shows about its form. */
export interface Form {
  format: 'csv' | 'tsv' | 'ndjson' | 'json'
  /** Between the columns of CSV and TSV. */
  delimiter: string
  /** Lines before the header. */
  skipped: number
}

/** Characters from the beginning of a file that are looked at. */
export const SAMPLE = 1 << 16
const DELIMITERS = [',', ';', '\t', '|']
const NAMES: { readonly [delimiter: string]: string } = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' }

/** What `sync.yaml` says, else what the name and the beginning of the file show. */
export function detectForm(begin: string, { path, format, delimiter }: FileWants): Form {
  const found = format === 'auto' ? formatOf(begin, path) : format
  if (found === 'json' || found === 'ndjson') return { format: found, delimiter: '', skipped: 0 }
  // Spreadsheets write and read such a first line.
  const said = /^sep=(.)\n/i.exec(begin)
  const skipped = said ? 1 : 0
  if (delimiter !== 'auto') return { format: found, delimiter, skipped }
  if (format === 'tsv') return { format: found, delimiter: '\t', skipped }
  const guessed = said?.[1] ?? guessDelimiter(said ? begin.slice(said[0].length) : begin)
  return { format: guessed === '\t' ? 'tsv' : found, delimiter: guessed, skipped }
}

/** For people: `CSV with semicolons`. */
export function formText({ format, delimiter }: Form): string {
  if (format === 'json') return 'a JSON list'
  if (format === 'ndjson') return 'NDJSON'
  return `${format.toUpperCase()} with ${NAMES[delimiter] ?? JSON.stringify(delimiter)}`
}

function formatOf(begin: string, path: string): Form['format'] {
  const first = begin.trimStart()[0]
  const extension = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase()
  if (extension === 'csv') return 'csv'
  if (extension === 'tsv' || extension === 'tab') return 'tsv'
  if (first === '[') return 'json'
  return first === '{' ? 'ndjson' : 'csv'
}

/** The one that divides most lines into as many columns as the header, and of those the one that gives most columns. */
function guessDelimiter(begin: string): string {
  const ranked = DELIMITERS.map((delimiter) => {
    const [header = 0, ...rest] = countsOf(begin, delimiter)
    const alike = rest.filter((count) => count === header).length
    return { delimiter, header, share: rest.length === 0 ? 1 : alike / rest.length }
  })
  const usable = ranked.filter(({ header }) => header > 0)
  return usable.sort((a, b) => b.share - a.share || b.header - a.header)[0]?.delimiter ?? ','
}

const LINES = 50

/** How often the delimiter stands outside of quotes, record by record; the last one may be cut off. */
function countsOf(begin: string, delimiter: string): number[] {
  const counts = [0]
  let quoted = false
  for (const character of begin) {
    if (character === '"') quoted = !quoted
    else if (quoted) continue
    else if (character === delimiter) counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1
    else if (character === '\n' && counts.push(0) > LINES) break
  }
  return counts.length > 1 ? counts.slice(0, -1) : counts
}
