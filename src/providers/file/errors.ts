import type { Diagnostic } from '../../model/diagnostic.ts'
import { ConfigError } from '../../model/errors.ts'

interface Refusal {
  code: string
  /** The rest of a sentence that begins with the path. */
  problem: string
  hint: string
  diagnostics?: Diagnostic[]
  cause?: unknown
}

/** A file that cannot be used. */
export function refused(path: string, { code, problem, hint, diagnostics, cause }: Refusal): ConfigError {
  return new ConfigError(code, `${path} ${problem}.`, {
    hints: [hint],
    ...(diagnostics ? { diagnostics } : {}),
    cause,
  })
}

/** The system's code for what went wrong, such as `EACCES`. */
export function systemCode(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown'
}
