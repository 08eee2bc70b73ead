import { type Phrase, pieces, textOf } from '../report/report.ts'
import { inline, oneLine } from './escape.ts'

/** A phrase with what is strong in it; everything else is said by its words. */
export function phraseMarkdown(phrase: Phrase, room: number): string {
  const shown = pieces(phrase).map((piece) => {
    const text = oneLine(textOf(piece), room)
    const bold = typeof piece !== 'string' && (piece.tone === 'strong' || piece.tone === 'alarm')
    return bold && text !== '' ? `<b>${inline(text)}</b>` : { text }
  })
  return joined(shown).join('').trim()
}

/** What stands beside each other is escaped together: an escape may hang on what is beside it. */
function joined(parts: (string | { text: string })[]): string[] {
  const out: string[] = []
  let plain = ''
  for (const part of parts) {
    if (typeof part !== 'string') {
      plain += part.text
      continue
    }
    out.push(inline(plain), part)
    plain = ''
  }
  return [...out, inline(plain)]
}
