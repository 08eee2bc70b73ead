import { createHash } from 'node:crypto'
import type { Operation } from '../model/plan.ts'
import { digestOf } from './pieces.ts'
import { isLong } from './plan-short.ts'
import { operationLines } from './plan-text.ts'

/** What people approve: a digest of the operations alone. Of a long plan it is that of their lines in its file. */
export function planId(operations: readonly Operation[]): string {
  return isLong(operations) ? `sha256:${digestOf(operationLines(operations))}` : idInFull(operations)
}

/** As long plans had it before they had lines of their own: without `kind` and `key`, whatever the white space around them. */
export function idInFull(operations: readonly Operation[]): string {
  const hash = createHash('sha256')
  for (const operation of operations) hash.update(`${approvedText(operation)}\n`)
  return `sha256:${hash.digest('hex')}`
}

/**
 * Cut out of the text where they stand as this program writes them: a copy of every operation would cost as much as all
 * else. Quotes inside of values are escaped, so what is found first can only be these names.
 */
function approvedText(operation: Operation): string {
  if (!beginsAsWritten(operation)) {
    const { kind: _kind, key: _key, ...approved } = operation
    return JSON.stringify(approved)
  }
  const text = JSON.stringify(operation)
  const names = text.indexOf(',"kind":')
  return text.slice(0, names) + text.slice(text.indexOf(',"target_id":', names))
}

const FIRST = ['id', 'address', 'action', 'kind', 'key', 'target_id']

function beginsAsWritten(operation: Operation): boolean {
  let place = 0
  for (const name in operation) {
    if (place === FIRST.length) return true
    if (name !== FIRST[place]) return false
    place += 1
  }
  return false
}
