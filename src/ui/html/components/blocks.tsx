import { grouped } from '../../../model/figures.ts'
import {
  type Block,
  type Changes,
  isValueChange,
  type Lines,
  type OtherChange,
  type Phrase,
  SIGNS,
  type Table,
  type ValueChange,
} from '../../report/report.ts'
import { bothSides, difference } from '../../values/difference.ts'
import { Text } from './text.tsx'

/** What stands in a section of a report. */
export function BlockView({ block }: { block: Block }) {
  if (block.is === 'lines') return <LinesView block={block} />
  return block.is === 'table' ? <TableView block={block} /> : <ChangesView block={block} />
}

function LinesView({ block }: { block: Lines }) {
  return (
    <ul class="lines">
      {block.lines.map((phrase) => (
        <li>
          <Text of={phrase} />
        </li>
      ))}
    </ul>
  )
}

function TableView({ block: { columns, rows, more } }: { block: Table }) {
  return (
    <>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col">
                <Text of={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {row.map((cell) => (
                <td>
                  <Text of={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <More of={more} />
    </>
  )
}

function ChangesView({ block: { sign, title, changes, apart, more } }: { block: Changes }) {
  return (
    <div class="changes">
      <p class={`title ${sign}`}>
        <span class="sign" aria-hidden="true">
          {SIGNS[sign]}
        </span>{' '}
        <Text of={title} />
      </p>
      {changes.length > 0 && (
        <table class="sides">
          <SidesHead first="Where" sides={apart} />
          <tbody>
            {changes.map((change) => (
              <ChangeRow change={change} apart={apart !== undefined} />
            ))}
          </tbody>
        </table>
      )}
      <More of={more} />
    </div>
  )
}

export function SidesHead({
  first,
  sides = ['Before', 'After'],
}: {
  first: string
  sides?: [string, string] | undefined
}) {
  return (
    <thead>
      <tr>
        {[first, ...sides].map((name) => (
          <th scope="col">{name}</th>
        ))}
      </tr>
    </thead>
  )
}

function ChangeRow({ change, apart }: { change: ValueChange | OtherChange; apart: boolean }) {
  const shown = isValueChange(change) ? sidesOf(change, apart) : null
  const note = isValueChange(change) ? change.note : undefined
  return (
    <tr>
      <th scope="row">
        <Text of={change.name} />
      </th>
      {shown && (
        <td class="before">
          <Text of={shown.from} />
        </td>
      )}
      <td class="after" colSpan={shown ? undefined : 2}>
        <Text of={shown ? shown.to : (change as OtherChange).phrase} />
        {note !== undefined && (
          <p class="origin">
            <Text of={note} />
          </p>
        )}
      </td>
    </tr>
  )
}

/** What stays as it is goes nowhere, and is not shown as if it did. */
function sidesOf({ from, to }: ValueChange, apart: boolean): { from: Phrase; to: Phrase } {
  if (!apart) return difference(from, to, Number.POSITIVE_INFINITY)
  const [one, other] = bothSides(from, to, Number.POSITIVE_INFINITY)
  return { from: one, to: other }
}

function More({ of }: { of: number }) {
  return of > 0 ? <p class="more">… and {grouped(of)} more</p> : null
}
