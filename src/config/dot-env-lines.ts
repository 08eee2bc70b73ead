/** A line of `.env` that says something, or means to. */
export interface Line {
  number: number
  /** `null` when there is no "=" in it. */
  name: string | null
}

/** Where the variables of a `.env` stand; the lines of a value in quotes belong to its first one. */
export function linesOf(text: string): Line[] {
  const lines = text.split(/\r\n|\r|\n/)
  const found: Line[] = []
  for (let index = 0; index < lines.length; index++) {
    const line = (lines[index] ?? '').trim()
    if (line === '' || line.startsWith('#')) continue
    const equals = line.indexOf('=')
    const name =
      equals < 0
        ? null
        : line
            .slice(0, equals)
            .replace(/^export\s+/, '')
            .trim()
    found.push({ number: index + 1, name })
    if (equals >= 0) index = lastLineOf(lines, index, line.slice(equals + 1).trim())
  }
  return found
}

/** A quote that is never closed opens nothing. */
function lastLineOf(lines: string[], index: number, value: string): number {
  const quote = /^["'`]/.exec(value)?.[0]
  if (quote === undefined || value.indexOf(quote, 1) > 0) return index
  for (let end = index + 1; end < lines.length; end++) if (lines[end]?.includes(quote)) return end
  return index
}
