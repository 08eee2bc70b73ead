import type { Applied } from '../../model/target.ts'
import { explain } from './explain.ts'
import { failedCall } from './failed-call.ts'
import { codeOf, HINTS, KNOWN } from './refusal-codes.ts'
import type { Reply } from './reply.ts'

/** How often it was tried. */
interface Tried {
  readonly attempts: number
}

/** A write that was refused. */
export type Rejected = Extract<Applied, { outcome: 'rejected' }>

/** A refusal as the outcome of a write. */
export function rejected(reply: Reply, { attempts }: Tried): Rejected {
  const code = codeOf(reply)
  const message = explain(reply)
  const hint = KNOWN.find(([pattern]) => pattern.test(message))?.[1] ?? HINTS[code] ?? ''
  return { outcome: 'rejected', status: reply.status, code, message: `${message}.`, hint, attempts, ...callOf(reply) }
}

/** An answer that does not hold what was sent, or that this program cannot take for a success. */
export function failed(
  { attempts }: Tried,
  reply: Pick<Reply, 'status'> & Partial<Reply>,
  why: Pick<Rejected, 'code' | 'message' | 'hint' | 'call'>,
): Rejected {
  return { outcome: 'rejected', status: reply.status, attempts, ...why, ...callOf(reply) }
}

function callOf(reply: Pick<Reply, 'status'> & Partial<Reply>): Pick<Rejected, 'call'> {
  const call = failedCall(reply)
  if (call === null) return {}
  const { status: _, ...told } = call
  return { call: told }
}
