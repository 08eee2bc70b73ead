import type { Secrets } from '../model/secrets.ts'
import { REMOVED } from './secrets.ts'

/** Names whose values are secret whatever they are, in headers, bodies and addresses. */
const SECRET_NAME =
  /(?:^|[-_])(?:authorization|cookie|password|passwd|secret|credential|signature|api[-_]?key|token)$|(?:access|refresh|auth|security|session|bearer)token$|(?:password|secret)$/i

const DEEPEST = 12

/** A value without secrets: none under a secret's name, and none in any text. */
export function redact(value: unknown, secrets: Secrets, depth = 0): unknown {
  if (typeof value === 'string') return secrets.conceal(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= DEEPEST) return '[too deep]'
  if (Array.isArray(value)) return value.map((entry) => redact(entry, secrets, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [
      secrets.conceal(name),
      SECRET_NAME.test(name) && entry !== null ? REMOVED : redact(entry, secrets, depth + 1),
    ]),
  )
}
