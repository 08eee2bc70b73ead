import type { Layout } from '../ui/text/layout.ts'
import { wrapped } from '../ui/words.ts'

interface Terminal {
  isTTY?: boolean
  columns?: number
}

/** Wrapped and coloured for a terminal, as it is for a file or a pipe; what the environment says about colour wins. */
export function layoutFor(stream: Terminal, env: { [name: string]: string | undefined }): Omit<Layout, 'whole'> {
  return { width: widthOf(stream, env), colour: hasColour(stream, env) }
}

const USUAL_WIDTH = 80
const NARROWEST = 40

/** A variable that is exported says what a pipe leads to. */
function widthOf({ isTTY, columns }: Terminal, { COLUMNS }: { [name: string]: string | undefined }): number | null {
  const told = /^\d{1,4}$/.test(COLUMNS ?? '') ? Number(COLUMNS) : 0
  const width = isTTY ? (columns ?? USUAL_WIDTH) : told
  return width === 0 ? null : Math.max(NARROWEST, width)
}

function hasColour({ isTTY }: Terminal, env: { [name: string]: string | undefined }): boolean {
  const { NO_COLOR = '', FORCE_COLOR, TERM } = env
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return isTTY === true && NO_COLOR === '' && TERM !== 'dumb'
}

/** Lines as that stream takes them: in a terminal broken between words, which it would break anywhere. */
export function linesFor(lines: string[], { isTTY, columns }: Terminal): string {
  const width = isTTY ? Math.max(NARROWEST, columns ?? USUAL_WIDTH) : Number.POSITIVE_INFINITY
  return lines
    .flatMap((text) => text.split('\n'))
    .flatMap((text) => (text.length > width ? wrapped(text, width) : text))
    .map((text) => `${text}\n`)
    .join('')
}

/** True for a variable that says yes, such as the one by which CI services say that nobody watches. */
export function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false'
}
