import { grouped } from '../../../model/figures.ts'
import {
  type Block,
  type Changes,
  isValueChange,
  type Lines,
  type OtherChange,
  SIGNS,
  type Table,
  type ValueChange,
} from '../../report/report.ts'
import { difference } from '../../values/difference.ts'
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

function ChangesView({ block: { sign, title, changes, more } }: { block: Changes }) {
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
          <SidesHead first="Where" />
          <tbody>
            {changes.map((change) => (
              <ChangeRow change={change} />
            ))}
          </tbody>
        </table>
      )}
      <More of={more} />
    </div>
  )
}

export function SidesHead({ first }: { first: string }) {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        <th scope="col">Before</th>
        <th scope="col">After</th>
      </tr>
    </thead>
  )
}

function ChangeRow({ change }: { change: ValueChange | OtherChange }) {
  const shown = isValueChange(change) ? difference(change.from, change.to, Number.POSITIVE_INFINITY) : null
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

function More({ of }: { of: number }) {
  return of > 0 ? <p class="more">… and {grouped(of)} more</p> : null
}
