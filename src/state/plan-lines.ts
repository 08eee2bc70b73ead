import { constants } from 'node:buffer'
import { createReadStream } from 'node:fs'

const CHUNK = 1 << 20

async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = ''
  let begun = false
  for await (const piece of createReadStream(path, { encoding: 'utf8', highWaterMark: CHUNK })) {
    if (rest.length + piece.length > constants.MAX_STRING_LENGTH) throw new Error('a line is too long')
    rest += piece
    if (!begun && !/^\s*\{/.test(piece)) throw new Error('it does not begin as a plan')
    begun = true
    if (!piece.includes('\n')) continue
    const lines = rest.split(/\r?\n/)
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

/** Reads the layout that `planText` writes: a list's entries stand on lines of their own. @throws Error that says why not */
export async function readByLine(path: string): Promise<unknown> {
  const lists: { [key: string]: unknown[] } = {}
  const head: string[] = []
  let list: unknown[] | null = null
  let ended = false
  for await (const line of linesOf(path)) {
    const start = /^"([a-z]+)": \[(\],?)?$/.exec(line)
    if (start?.[1]) {
      const entries: unknown[] = []
      lists[start[1]] = entries
      list = start[2] === undefined ? entries : null
    } else if (list === null) {
      head.push(line)
      ended = line === '}'
    } else if (/^\],?$/.test(line)) list = null
    else list.push(JSON.parse(line.replace(/,$/, '')))
  }
  if (!ended) throw new Error('the closing brace is missing')
  return { ...JSON.parse(head.join('').replace(/,\}$/, '}')), ...lists }
}
