/** Something a person should know, with the place it comes from. */
export interface Diagnostic {
  severity: 'error' | 'warning' | 'info'
  /** Stable, kebab-case. */
  code: string
  message: string
  address: string | null
  file: string | null
  /** 1-based. */
  line: number | null
  column: number | null
  /** What to do about it. */
  hint: string | null
}

type Required = Pick<Diagnostic, 'severity' | 'code' | 'message'>

/** A diagnostic with everything that is not said set to `null`. */
export function diagnostic(fields: Required & Partial<Diagnostic>): Diagnostic {
  return { address: null, file: null, line: null, column: null, hint: null, ...fields }
}
