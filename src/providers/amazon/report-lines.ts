/** Characters that must be there before anything is said about lines; most reports are not longer. */
const FIRST = 64 * 1024
/** No line of a report is that long: what is, is no line, and must not fill the memory. */
const LONGEST = 1024 * 1024

/**
 * The lines of a text that arrives in pieces, in batches; the first batch tells what the table is. Lines end as the
 * first one does: a carriage return within a text is no end of a line.
 */
export async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string[]> {
  let rest = ''
  let end: RegExp | null = null
  for await (const piece of text) {
    rest += piece
    if (end === null && rest.length < FIRST) continue
    end ??= endOf(rest)
    const lines = rest.split(end)
    rest = lines.pop() ?? ''
    if (rest.length > LONGEST) {
      lines.push(rest)
      rest = ''
    }
    if (lines.length > 0) yield lines
  }
  yield rest.split(end ?? endOf(rest))
}

function endOf(text: string): RegExp {
  return text.includes('\n') ? /\r?\n/ : /\r/
}
