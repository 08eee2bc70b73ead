import type { Acceptance } from '../../model/accepted.ts'
import { fieldName, keyOf } from '../plan/nouns.ts'
import { count, line } from '../words.ts'

/** What was accepted and where it stands, and what was not. */
export function renderAcceptance({ file, accepted, stubs, refused }: Acceptance): string[] {
  const files = [...Map.groupBy(accepted, (entry) => entry.file)].map(
    ([name, entries]) => `${count(entries.length, 'value')} accepted in ${name}.`,
  )
  return [
    ...(accepted.length + stubs.length + refused.length === 0 ? [`Nothing to accept; ${file} is as it was.`] : files),
    ...(stubs.length > 0
      ? [
          `${count(stubs.length, 'deleted product')} waiting in ${file} for a decision: to leave it deleted, take the # in front of "ignore: true" away.`,
        ]
      : []),
    ...refused.map(
      ({ address, field, why, hint }) =>
        `Not accepted: ${keyOf(address)}${field === null ? '' : ` ${fieldName(field)}`}, since ${why}. ${hint}`,
    ),
  ].map(line)
}
