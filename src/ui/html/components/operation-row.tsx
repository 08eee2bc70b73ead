import type { Action } from '../../../model/plan.ts'
import type { Sign } from '../../report/report.ts'
import type { OperationView } from '../operations/operation-view.ts'
import { Text } from './text.tsx'

export const SIGN_OF: { [action in Action]: Sign } = {
  create: 'add',
  upload: 'add',
  link: 'add',
  update: 'change',
  adopt: 'change',
  unlink: 'remove',
  delete: 'remove',
}

/** The line of an operation, of as few elements as can be: there may be thousands. Its sign is a matter of style. */
export function OperationLine({ view: { key, name, extent, high, alarms } }: { view: OperationView }) {
  return (
    <summary>
      <strong class="key">
        <Text of={key} />
      </strong>
      {name !== '' && (
        <span class="name">
          <Text of={name} />
        </span>
      )}
      {high && <span class="badge">high risk</span>}
      {alarms
        .filter((alarm) => Object.hasOwn(BADGES, alarm))
        .map((alarm) => (
          <span class="badge">{BADGES[alarm]}</span>
        ))}
      {extent !== '' && <span class="extent">{extent}</span>}
    </summary>
  )
}

/** Of deletes and unlinks the heading says it. */
const BADGES: { [alarm: string]: string } = {
  overwrites: "overwrites a person's value",
  emptied: 'empties a value',
  conflicts: 'another value in conflict',
}
