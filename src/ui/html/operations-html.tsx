import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Block } from '../report/report.ts'
import { chunks } from './chunks.ts'
import { BlockView } from './components/blocks.tsx'
import { OperationBody } from './components/operation-body.tsx'
import { OperationLine, SIGN_OF } from './components/operation-row.tsx'
import { Text } from './components/text.tsx'
import type { OperationGroup, OperationView } from './operations/operation-view.ts'

/** So many rows are laid out together. */
const TOGETHER = 50
/** Of groups of so many, what is made of items is open from the start. */
const FEW = 20
/** So many fields stand in the page itself; those that follow are kept as text until their row is opened. */
const FIELDS_AT_ONCE = 1_000

/** All operations, group by group, in pieces. `summaries`: what the fields of a group come to, by its id. */
export function* operationsHtml(groups: OperationGroup[], summaries: ReadonlyMap<string, Block[]>): Generator<string> {
  const room = { left: FIELDS_AT_ONCE }
  for (const group of groups) {
    const { id, action, kind, title } = group
    yield startOf(
      <section class="operations" data-action={action} data-sign={SIGN_OF[action]} data-kind={kind} id={id} />,
    )
    yield renderToString(<GroupHead title={title} blocks={summaries.get(id) ?? []} />)
    yield* rowsHtml(group, room)
    yield '</section>\n'
  }
  yield '<p id="none" hidden>No operation is like that.</p>\n'
}

/** The tag that an element begins with. */
function startOf(element: VNode): string {
  return `${renderToString(element).replace(/<\/[a-z]+>$/, '')}\n`
}

function GroupHead({ title, blocks }: { title: string; blocks: Block[] }) {
  return (
    <>
      <h3>
        <Text of={title} /> <span class="found" />
      </h3>
      {blocks.length > 0 && (
        <details class="summary" open>
          <summary>By field</summary>
          {blocks.map((block) => (
            <BlockView block={block} />
          ))}
        </details>
      )}
    </>
  )
}

function* rowsHtml({ operations, size }: OperationGroup, room: { left: number }): Generator<string> {
  for (const part of chunks(operations, TOGETHER)) {
    // Where scripts run, what is in a noscript element costs no more than its bytes until it comes near the screen.
    const [before, after] = room.left < 0 ? ['<noscript>', '</noscript>'] : ['', '']
    yield `<div class="${part.length === TOGETHER ? 'rows many' : 'rows'}">${before}`
    for (const view of part) {
      room.left -= view.fields.length
      yield rowHtml(view, { open: size <= FEW && view.item && room.left >= 0, kept: room.left < 0 })
    }
    yield `${after}</div>\n`
  }
}

/** What components make holds no `<` of the data, so a text that is kept cannot end its element. */
function rowHtml(view: OperationView, { open, kept }: { open: boolean; kept: boolean }): string {
  const line = renderToString(<OperationLine view={view} />)
  const body = renderToString(<OperationBody view={view} />)
  const inside = line + (kept ? `<script type="text/plain">${body}</script>` : body)
  const attributes = [
    'class="operation"',
    ...(view.high ? ['data-risk="high"'] : []),
    ...(view.alarms.length > 0 ? [`data-alarms="${view.alarms.join(' ')}"`] : []),
    ...(open ? ['open'] : []),
  ]
  return `<details ${attributes.join(' ')}>${inside}</details>`
}
