import type { Check } from '../model/check.ts'
import { renderDiagnostics } from './diagnostics.ts'
import { count, line } from './words.ts'

const SIGNS: { [severity in Check['severity']]: string } = { error: '✗', warning: '!', info: '✓' }

/** The title of what the next checks belong to. */
export function renderGroup(title: string): string[] {
  return ['', line(`${title}:`)]
}

/** One check: its sign and what was found, below it the places and what to do. */
export function renderCheck({ severity, message, hint, diagnostics = [] }: Check): string[] {
  return [
    line(`  ${SIGNS[severity]} ${message}`),
    ...renderDiagnostics(withoutRepeated(diagnostics, message)).map((text) => line(`      ${text}`)),
    ...(hint === null ? [] : [line(`      ${hint}`)]),
  ]
}

/** What the message says already need not be said again. */
function withoutRepeated(diagnostics: NonNullable<Check['diagnostics']>, message: string) {
  return diagnostics.filter((entry) => entry.file !== null || !message.includes(entry.message))
}

/** The last line: whether a plan and an apply can be made. */
export function renderVerdict(checks: Pick<Check, 'severity'>[]): string[] {
  const errors = checks.filter(({ severity }) => severity === 'error').length
  const warnings = checks.filter(({ severity }) => severity === 'warning').length
  const found = [
    ...(errors > 0 ? [count(errors, 'problem')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
  ]
  if (errors > 0)
    return ['', `sync doctor: ${found.join(', ')}; sync plan or sync apply would be refused as things are.`]
  return [
    '',
    warnings > 0
      ? `sync doctor: ${found.join(', ')}; nothing keeps a plan from being made.`
      : 'sync doctor: no problems.',
  ]
}
