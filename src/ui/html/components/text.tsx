import type { ComponentChildren } from 'preact'
import { type Phrase, type Piece, pieces, textOf } from '../../report/report.ts'
import { visible } from '../../visible.ts'

/** A phrase with its tones; nothing in it is hidden, and nothing of it is markup. */
export function Text({ of }: { of: Phrase }) {
  return <>{pieces(of).map(toned)}</>
}

function toned(piece: Piece): ComponentChildren {
  const text = visible(textOf(piece))
  if (typeof piece === 'string' || text === '') return text
  if (piece.tone === 'add') return <ins>{text}</ins>
  if (piece.tone === 'remove') return <del>{text}</del>
  if (piece.tone === 'strong' || piece.tone === 'alarm') return <strong class={piece.tone}>{text}</strong>
  return <span class={piece.tone}>{text}</span>
}
