import { sentence } from '../../words.ts'
import type { FieldView, OperationView } from '../operations/operation-view.ts'
import { SidesHead } from './blocks.tsx'
import { PictureList } from './picture-list.tsx'
import { Text } from './text.tsx'

/** Everything about an operation: why, where it leads, and each value. */
export function OperationBody({ view: { fields, reason, links, remarks } }: { view: OperationView }) {
  return (
    <div class="body">
      <p class="reason">
        <Text of={ended(sentence(reason))} />
        {links.map(({ text, href }) => (
          <>
            {' '}
            <a href={href} rel="noreferrer noopener" target="_blank">
              <Text of={text} />
            </a>
          </>
        ))}
      </p>
      {remarks.map((remark) => (
        <p class="remark">
          <strong>Remark:</strong> <Text of={remark} />
        </p>
      ))}
      {fields.length > 0 && <Fields fields={fields} />}
    </div>
  )
}

function ended(text: string): string {
  return text === '' || /[.!?]$/.test(text) ? text : `${text}.`
}

/** Side by side where there are two sides. */
function Fields({ fields }: { fields: FieldView[] }) {
  const sides = fields.some(({ from }) => from !== null)
  return (
    <table class={sides ? 'sides' : 'values'}>
      {sides ? <SidesHead first="Field" /> : <ValuesHead />}
      <tbody>
        {fields.map((field) => (
          <FieldRow field={field} sides={sides} />
        ))}
      </tbody>
    </table>
  )
}

function ValuesHead() {
  return (
    <thead>
      <tr>
        <th scope="col">Field</th>
        <th scope="col">Value</th>
      </tr>
    </thead>
  )
}

function FieldRow({ field: { name, from, to, origin, alarm, pictures }, sides }: { field: FieldView; sides: boolean }) {
  return (
    <tr>
      <th scope="row">
        <Text of={name} />
        {alarm !== null && (
          <p class="badge">
            <Text of={alarm} />
          </p>
        )}
      </th>
      {from !== null && (
        <td class="before">
          <Text of={from} />
        </td>
      )}
      <td class="after" colSpan={sides && from === null ? 2 : undefined}>
        <Text of={to} />
        {pictures.length > 0 && <PictureList pictures={pictures} />}
        {origin !== null && (
          <p class="origin">
            <Text of={origin} />
          </p>
        )}
      </td>
    </tr>
  )
}
