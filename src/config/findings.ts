import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import { grouped } from '../model/figures.ts'

/** So many errors and so many warnings of a file are named; the others are counted. */
const MOST = 100

/** What was found in the workspace files: bounded, however much is wrong with them. */
export class Findings {
  private readonly named: Diagnostic[] = []
  /** By file, severity apart. */
  private readonly counts = new Map<string, { file: string; severity: Diagnostic['severity']; count: number }>()

  add(entry: Diagnostic): void {
    if (this.count(entry.file ?? '', entry.severity, 1) <= MOST) this.named.push(entry)
  }

  /** Errors of a file that nobody put into words. */
  more(file: string, count: number): void {
    if (count > 0) this.count(file, 'error', count)
  }

  get errors(): number {
    const errors = [...this.counts.values()].filter(({ severity }) => severity === 'error')
    return errors.reduce((sum, { count }) => sum + count, 0)
  }

  /** By file as read, then by line; what is counted only comes at the end of its file. */
  list(files: readonly string[]): Diagnostic[] {
    const rank = ({ file }: Diagnostic): number => {
      const index = files.indexOf(file ?? '')
      return index < 0 ? files.length : index
    }
    const line = (entry: Diagnostic): number => entry.line ?? Number.POSITIVE_INFINITY
    return [...this.named, ...this.rest()].sort(
      (a, b) => rank(a) - rank(b) || compare(line(a), line(b)) || (a.column ?? 0) - (b.column ?? 0),
    )
  }

  private rest(): Diagnostic[] {
    return [...this.counts.values()].flatMap(({ file, severity, count }) => {
      if (count <= MOST) return []
      const what = severity === 'error' ? 'mistake' : severity
      const message = `${grouped(count - MOST)} more ${what}${count - MOST === 1 ? '' : 's'} in this file`
      return [diagnostic({ severity, code: 'more', message, file })]
    })
  }

  private count(file: string, severity: Diagnostic['severity'], count: number): number {
    const key = `${severity} ${file}`
    const entry = this.counts.get(key) ?? { file, severity, count: 0 }
    entry.count += count
    this.counts.set(key, entry)
    return entry.count
  }
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0
}
