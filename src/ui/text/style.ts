import { styleText } from 'node:util'
import { type Phrase, pieces, type Tone, textOf } from '../report/report.ts'
import { visible } from '../visible.ts'

const STYLES: { [tone in Tone]: Parameters<typeof styleText>[0] } = {
  add: 'green',
  change: 'yellow',
  remove: 'red',
  alarm: ['bold', 'red'],
  quiet: 'dim',
  strong: 'bold',
}

/** A phrase as a terminal takes it: what stands in the data moves no cursor, whatever it holds. */
export function styled(phrase: Phrase, colour: boolean): string {
  return pieces(phrase)
    .map((piece) => {
      const text = visible(textOf(piece))
      return !colour || typeof piece === 'string' || text === '' ? text : paint(text, piece.tone)
    })
    .join('')
}

export function paint(text: string, tone: Tone): string {
  return styleText(STYLES[tone], text, { validateStream: false })
}
