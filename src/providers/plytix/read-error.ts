import { ProviderError } from '../../model/errors.ts'
import { explain } from './explain.ts'
import { failedCall } from './failed-call.ts'
import { codeOf, HINTS, NOT_UNDERSTOOD } from './refusal-codes.ts'
import type { Reply } from './reply.ts'

/** An answer that was asked for several times, and says nothing. @param why Without a full stop. */
export function notUnderstood(what: string, why: string, reply?: Reply): ProviderError {
  const message = `Plytix's answers about ${what} are not understood, and nothing is concluded from them: ${why}.`
  return new ProviderError(NOT_UNDERSTOOD, message, {
    hints: [HINTS[NOT_UNDERSTOOD] ?? ''],
    call: reply && failedCall(reply),
  })
}

/** What ends a read. */
export function readError(reply: Reply, what: string): ProviderError {
  const code = codeOf(reply)
  if (code === NOT_UNDERSTOOD) return notUnderstood(what, explain(reply), reply)
  if (code === 'unreachable') {
    return new ProviderError('unreachable', `Plytix cannot be reached to read ${what}: ${reply.text}.`, {
      hints: [HINTS.unreachable ?? ''],
      call: failedCall(reply),
    })
  }
  const wrongPlace = code === 'gone' || code === 'invalid' || code === 'refused'
  return new ProviderError(code, `Plytix does not let ${what} be read: ${explain(reply)}.`, {
    hints: [wrongPlace ? 'Check PLYTIX_API_URL.' : (HINTS[code] ?? '')],
    call: failedCall(reply),
  })
}
