import type { Diagnostic } from '../model/diagnostic.ts'
import { SyncError } from '../model/errors.ts'
import type { FailedCall } from '../model/failed-call.ts'
import { jsonText } from '../model/json.ts'
import { NO_SECRETS, type Secrets } from '../model/secrets.ts'
import { redact } from '../net/redact.ts'
import { renderDiagnostics } from '../ui/diagnostics.ts'
import { visible } from '../ui/visible.ts'
import { linesFor } from './terminal.ts'

/** What is known of the call that failed stands in it too. */
export interface Failure extends Partial<FailedCall> {
  code: string
  message: string
  hints: string[]
  diagnostics: Diagnostic[]
  /** All hints in one; beside a call. */
  hint?: string
}

const INTERRUPTED = 130

interface Printing {
  json: boolean
  /** Nothing of these is printed, whoever wrote the message. */
  secrets?: Secrets
}

/** Prints why the command ended, on standard error for people or as one JSON document, and sets the exit code. */
export function printFailure(error: unknown, { json, secrets = NO_SECRETS }: Printing): void {
  const exit = exitCodeOf(error)
  process.exitCode = exit
  if (exit === 0) return
  const failure = redact(describeFailure(error), secrets) as Failure
  if (json) process.stdout.write(`${jsonText({ error: failure })}\n`)
  else process.stderr.write(linesFor(renderFailure(failure), process.stderr))
}

function exitCodeOf(error: unknown): number {
  if (isAbort(error)) return INTERRUPTED
  const asked = (error as { oclif?: { exit?: number } } | null)?.oclif?.exit
  return asked === 0 ? 0 : 1
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}

export function describeFailure(error: unknown): Failure {
  if (error instanceof SyncError) {
    const { code, message, hints, diagnostics, call } = error
    return { code, message, hints, diagnostics, ...(call ? { ...call, hint: hints.join(' ') } : {}) }
  }
  if (isAbort(error)) {
    const { hints } = error as { hints?: string[] }
    return { code: 'interrupted', message: 'Interrupted.', hints: hints ?? [], diagnostics: [] }
  }
  if (isUsageError(error)) return { code: 'usage', ...usageText(error), diagnostics: [] }
  const bug = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return {
    code: 'bug',
    message: `Something unexpected happened; this is a fault of the program.\n${bug}`,
    hints: ['Report it with the text above.'],
    diagnostics: [],
  }
}

function isUsageError(error: unknown): error is Error {
  return error instanceof Error && 'oclif' in error
}

/** The parser's message is a sentence with an explanation below it, and advice at the end. */
function usageText(error: Error): { message: string; hints: string[] } {
  const written = error.message.split('\n').filter((line) => !['', 'See more help with --help'].includes(line.trim()))
  const [first = '', ...rest] = written.map((line) => line.trim())
  const parsing = /^Parsing (--[a-z-]+)$/.exec(first)
  const missing = /^Missing \d+ required args?:$/.test(first)
  const hints = ['Add --help to see what the command takes.']
  if (parsing) return { message: `${parsing[1]}: ${rest.join(' ')}`, hints }
  if (missing) return { message: `An argument is missing: ${argumentsIn(written.slice(1)).join('; ')}`, hints }
  return { message: first, hints: [...rest, ...hints] }
}

/** `planfile  What it is.` -> `PLANFILE (What it is.)`; what is wrapped is indented, and a note on flags follows. */
function argumentsIn(lines: readonly string[]): string[] {
  const note = lines.findIndex((line) => line.startsWith('Note: '))
  const listed = (note < 0 ? lines : lines.slice(0, note)).join('\n').replace(/\n\s+/g, ' ')
  return listed.split('\n').map((line) => {
    const [, name = line, description] = /^(\S+) {2,}(.*)$/.exec(line) ?? []
    return description === undefined ? name.toUpperCase() : `${name.toUpperCase()} (${description})`
  })
}

function renderFailure(failure: Failure): string[] {
  const lines = failure.message.split('\n').map((line) => visible(line))
  return [
    ...renderDiagnostics(failure.diagnostics),
    `Error: ${lines.join('\n')}`,
    ...failure.hints.map((hint) => `  ${visible(hint)}`),
  ]
}
