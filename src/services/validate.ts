import { readDotEnv } from '../config/dot-env.ts'
import { inspectWorkspace } from '../config/index.ts'
import { variableNames } from '../config/variables.ts'
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import { ConfigError } from '../model/errors.ts'
import type { Providers } from '../model/provider.ts'

export interface ValidateResult {
  /** False when there is an error among the diagnostics. */
  ok: boolean
  diagnostics: Diagnostic[]
}

/** Checks all files of a workspace, offline. @throws ConfigError when there is no workspace. */
export function validateWorkspace(options: {
  config?: string | undefined
  cwd: string
  providers: Providers
}): ValidateResult {
  const { root, workspace, diagnostics } = inspectWorkspace(options)
  const environment = environmentFindings(root, options.providers)
  const ok = workspace !== null && environment.every(({ severity }) => severity !== 'error')
  return { ok, diagnostics: [...diagnostics, ...environment] }
}

/** What is odd about the workspace's `.env`, or why it cannot be read. */
export function environmentFindings(root: string, providers: Providers): Diagnostic[] {
  try {
    return readDotEnv(root, variableNames(providers)).diagnostics
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const [hint = null] = error.hints
    return [diagnostic({ severity: 'error', code: error.code, message: error.message, file: '.env', hint })]
  }
}
