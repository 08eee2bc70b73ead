import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

export interface Page {
  /** Relative to the repository. */
  path: string
  text: string
}

export interface Table {
  /** What the comment in front of the table says about its first column. */
  marker: string
  page: string
  /** The code in the first cell of every row. */
  keys: string[]
}

export function pages(): Page[] {
  const docs = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'))
  const paths = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...docs.map((name) => `docs/${name}`)]
  return paths.map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
}

const FENCE = /^ *```(\w*)\n([\s\S]*?)^ *```$/gm

export interface Fence {
  language: string
  text: string
  /** The page in front of it. */
  before: string
}

export function fences({ text }: Page): Fence[] {
  return [...text.matchAll(FENCE)].map(({ 1: language = '', 2: block = '', index }) => ({
    language,
    text: block,
    before: text.slice(0, index).trimEnd(),
  }))
}

/** Everything that is code: spans, and the lines of blocks. */
export function codeIn({ text }: Page): string[] {
  const lines = [...text.matchAll(FENCE)].flatMap(([, , block = '']) => block.split('\n'))
  return [...spansIn(text.replace(FENCE, '')), ...lines]
}

export function spansIn(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)
}

export function tables(): Table[] {
  return pages().flatMap(({ path, text }) =>
    [...text.matchAll(/<!-- keys: (.+?) -->\n\|.*\n\|.*\n((?:\|.*\n?)+)/g)].map(([, marker = '', rows = '']) => ({
      marker,
      page: path,
      keys: rows
        .trim()
        .split('\n')
        .flatMap((row) => keysOf(row.split('|')[1]?.trim() ?? '')),
    })),
  )
}

function keysOf(cell: string): string[] {
  const spans = spansIn(cell)
  return spans.length > 0 ? spans : [cell]
}

/** The blocks of a language, or behind a comment `example: NAME`. */
export function blocks(language: string, example?: string): string[] {
  const found = pages().flatMap(({ text }) =>
    [...text.matchAll(FENCE)].map((match) => ({ match, before: text.slice(0, match.index).trimEnd() })),
  )
  return found
    .filter(
      ({ match, before }) => match[1] === language && (!example || before.endsWith(`<!-- example: ${example} -->`)),
    )
    .map(({ match }) => match[2] ?? '')
}

/** All of `src`, or a folder in it, as one text. */
export function source(folder = ''): string {
  const files = readdirSync(join(ROOT, 'src', folder), { recursive: true, withFileTypes: true })
  return files
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'))
    .join('\n')
}
