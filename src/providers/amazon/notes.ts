import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'

/** Collects what is odd about data while it is converted; nothing odd ends a conversion. */
export class Notes {
  readonly diagnostics: Diagnostic[] = []
  readonly #subject: string

  /** @param subject What the notes are about, such as an ASIN. */
  constructor(subject: string) {
    this.#subject = subject
  }

  warn(code: string, message: string): void {
    this.diagnostics.push(diagnostic({ severity: 'warning', code, message: `${this.#subject}: ${message}` }))
  }
}
