import { renderToString } from 'preact-render-to-string'
import type { Block, Section } from '../report/report.ts'
import { chunks } from './chunks.ts'
import { BlockView } from './components/blocks.tsx'
import { Text } from './components/text.tsx'

/** So many blocks are laid out together; what is out of sight is not laid out at all. */
const TOGETHER = 50

/** A section of a report, in pieces. `id`: unique on the page. */
export function* sectionHtml({ title, weight, blocks }: Section, id: string): Generator<string> {
  yield `<section class="${weight}" aria-labelledby="${id}">\n`
  yield renderToString(<Heading id={id} title={title} alarm={weight === 'alarm'} />)
  for (const part of chunks<Block>(blocks, TOGETHER)) {
    yield renderToString(
      <div class={part.length === TOGETHER ? 'blocks many' : 'blocks'}>
        {part.map((block) => (
          <BlockView block={block} />
        ))}
      </div>,
    )
  }
  yield '</section>\n'
}

function Heading({ id, title, alarm }: { id: string; title: string; alarm: boolean }) {
  return (
    <h2 id={id}>
      {alarm && <span class="warning">Attention: </span>}
      <Text of={title} />
    </h2>
  )
}
