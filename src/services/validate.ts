import { inspectWorkspace } from '../config/index.ts'
import type { Diagnostic } from '../model/diagnostic.ts'

export interface ValidateResult {
  /** False when there is an error among the diagnostics. */
  ok: boolean
  diagnostics: Diagnostic[]
}

/** Checks all files of a workspace, offline. @throws ConfigError when there is no workspace. */
export function validateWorkspace(options: { config?: string | undefined; cwd: string }): ValidateResult {
  const { workspace, diagnostics } = inspectWorkspace(options)
  return { ok: workspace !== null, diagnostics }
}
