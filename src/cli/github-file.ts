import { randomBytes } from 'node:crypto'
import { appendFileSync, closeSync, openSync, readSync, statSync } from 'node:fs'

/** What can stand behind `NAME=` and mean nothing else. */
const PLAIN = /^[\w:.+-]*$/

export interface Outputs {
  [name: string]: string | number | boolean | null
}

/**
 * Lines for the file that GITHUB_OUTPUT names. A value that is more than a word stands between two lines of a mark that it
 * does not hold, so that it is one value whatever is in it. `null` is an empty one.
 */
export function outputLines(outputs: Outputs, mark = () => randomBytes(16).toString('hex')): string {
  return Object.entries(outputs)
    .map(([name, value]) => outputLine(name, String(value ?? ''), mark))
    .join('')
}

function outputLine(name: string, value: string, mark: () => string): string {
  if (PLAIN.test(value)) return `${name}=${value}\n`
  let end = mark()
  while (value.includes(end)) end = mark()
  return `${name}<<${end}\n${value}\n${end}\n`
}

/** Bytes in a file that may not be there yet. @throws an error of the system, and for what is no regular file */
export function sizeOf(file: string): number {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (stats && !stats.isFile()) throw new NoFile('it is no regular file')
  return stats?.size ?? 0
}

/** Adds whole lines to a file, also where what stands in it has no end of its last line. @throws as `sizeOf` */
export function appendLines(file: string, lines: string): void {
  const size = sizeOf(file)
  appendFileSync(file, size > 0 && !endsLine(file, size) ? `\n${lines}` : lines)
}

function endsLine(file: string, size: number): boolean {
  const descriptor = openSync(file, 'r')
  try {
    const last = Buffer.alloc(1)
    readSync(descriptor, last, 0, 1, size - 1)
    return last.toString('latin1') === '\n'
  } finally {
    closeSync(descriptor)
  }
}

/** Why a place takes nothing. */
export class NoFile extends Error {}
