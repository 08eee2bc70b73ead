import type { Action } from '../../../model/plan.ts'
import { SIGNS, type Sign } from '../../report/report.ts'
import type { OperationView } from '../operations/operation-view.ts'
import { Text } from './text.tsx'

export const SIGN_OF: { [action in Action]: Sign } = {
  create: 'add',
  upload: 'add',
  link: 'add',
  update: 'change',
  unlink: 'remove',
  delete: 'remove',
}

/** The line of an operation. */
export function OperationLine({ view: { action, key, name, extent, high, alarms } }: { view: OperationView }) {
  const sign = SIGN_OF[action]
  return (
    <summary>
      <span class={`sign ${sign}`} aria-hidden="true">
        {SIGNS[sign]}
      </span>
      <strong class="key">
        <Text of={key} />
      </strong>{' '}
      <span class="name">
        <Text of={name} />
      </span>{' '}
      {high && <span class="badge">high risk</span>}
      {alarms
        .filter((alarm) => Object.hasOwn(BADGES, alarm))
        .map((alarm) => (
          <span class="badge">{BADGES[alarm]}</span>
        ))}{' '}
      <span class="extent">{extent}</span>
    </summary>
  )
}

/** Of deletes and unlinks the heading says it. */
const BADGES: { [alarm: string]: string } = {
  overwrites: "overwrites a person's value",
  emptied: 'empties a value',
  conflicts: 'another value in conflict',
}
