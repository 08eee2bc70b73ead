import type { Diagnostic } from '../model/diagnostic.ts'
import { visible } from './visible.ts'

const LONGEST_LINE = 1_000

/** `file:line:column: severity: message`, each with its hint below. */
export function renderDiagnostics(diagnostics: Diagnostic[]): string[] {
  return diagnostics.flatMap((entry) => {
    const place = [entry.file, entry.line, entry.column].filter((part) => part !== null).join(':')
    const line = `${place === '' ? '' : `${place}: `}${entry.severity}: ${entry.message}`
    return [oneLine(line), ...(entry.hint === null ? [] : [oneLine(`  ${entry.hint}`)])]
  })
}

function oneLine(text: string): string {
  const shown = visible(text)
  return shown.length > LONGEST_LINE ? `${shown.slice(0, LONGEST_LINE - 1)}…` : shown
}

/** `2 errors, 1 warning`, or `no mistakes`; where a file holds more than are listed, `more than 100 errors`. */
export function countDiagnostics(diagnostics: Diagnostic[]): string {
  const counts = (['error', 'warning'] as const).flatMap((severity) => {
    const listed = diagnostics.filter((entry) => entry.severity === severity)
    const count = listed.filter(({ code }) => code !== 'more').length
    const more = count < listed.length ? 'more than ' : ''
    return count === 0 ? [] : [`${more}${count} ${severity}${count === 1 ? '' : 's'}`]
  })
  return counts.join(', ') || 'no mistakes'
}
