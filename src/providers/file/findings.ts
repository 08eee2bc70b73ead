import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import { grouped } from '../../model/figures.ts'

interface Finding {
  code: string
  message: string
  hint: string
  line: number
  /** The place of the column in the file, 1-based; `null` where every row names its own. */
  column?: number | null
  severity?: 'info' | 'warning'
}

/** So many of each kind are named; the rest is counted. */
const NAMED = 20

/** What is odd about a file. A column of a hundred thousand damaged codes is told once, with its first rows. */
export class Findings {
  readonly #file: string
  readonly #kept: Diagnostic[] = []
  readonly #counts = new Map<string, number>()

  /** @param file As `sync.yaml` names it. */
  constructor(file: string) {
    this.#file = file
  }

  add({ code, message, hint, line, column = null, severity = 'warning' }: Finding): void {
    const count = (this.#counts.get(code) ?? 0) + 1
    this.#counts.set(code, count)
    if (count <= NAMED) this.#kept.push(diagnostic({ severity, code, message, file: this.#file, line, column, hint }))
  }

  /** Said of the file as a whole. */
  remark(code: string, message: string, hint: string | null = null): void {
    const severity = hint === null ? 'info' : 'warning'
    this.#kept.push(diagnostic({ severity, code, message, file: this.#file, line: 1, hint }))
  }

  list(): Diagnostic[] {
    const rest = [...this.#counts].flatMap(([code, count]) => {
      if (count <= NAMED) return []
      const message = `${grouped(count - NAMED)} more of the same are not named (${code}).`
      return [diagnostic({ severity: 'warning', code, message, file: this.#file })]
    })
    return [...this.#kept, ...rest]
  }
}
