import type { Failure } from '../../net/failure.ts'
import type { HttpAnswer } from '../../net/http.ts'
import { isPage } from '../../net/reach.ts'
import { exactJson } from './exact-json.ts'
import { TITLE, TikTokShopError } from './failure.ts'
import { kindOf } from './kinds.ts'
import { asRecord, asText, asWritten, isRecord, type RawRecord } from './raw.ts'
import { remedyFor } from './remedies.ts'

export interface JudgeContext {
  operation: string
  /** Whole seconds that this machine's clock is ahead; `null`: not known. */
  skew: number | null
  /** The variable that sets the address. */
  variable: string
  /** Takes secrets out of what the service says. */
  conceal: (text: string) => string
}

export type Judgement = { ok: true; data: RawRecord } | { ok: false; error: TikTokShopError }

/** What an answer means: code 0 is success, everything else is none, whatever the status (contract, 4). */
export function judge(answer: HttpAnswer, context: JudgeContext): Judgement {
  const body = exactJson(answer)
  if (!isRecord(body)) return { ok: false, error: unreadable(answer, context) }
  const code = asWritten(body.code)
  if (code === '0' && answer.status < 300 && isRecord(body.data)) return { ok: true, data: body.data }
  return { ok: false, error: refusal(answer.status, body, context) }
}

function refusal(status: number, body: RawRecord, { operation, skew, conceal }: JudgeContext): TikTokShopError {
  const apiCode = asWritten(body.code)
  const words = asText(body.message) ?? ''
  const kind = apiCode === '0' ? 'internal' : kindOf({ status, code: Number(apiCode ?? 0), words })
  const { code, hints } = remedyFor(kind, skew)
  const requestId = asText(body.request_id)
  const quote = words === '' ? '' : ` "${conceal(words).slice(0, LONGEST)}"`
  const message = `${TITLE} refuses to ${operation}: ${apiCode ?? `status ${status}`}${quote} (request id ${requestId ?? 'none'}).`
  return new TikTokShopError({ kind, code, message, hints, operation, status, apiCode, requestId })
}

const LONGEST = 300

/** A gateway, a proxy, or an answer that broke. */
function unreadable(answer: HttpAnswer, { operation, variable }: JudgeContext): TikTokShopError {
  const kind = kindOf({ status: answer.status, code: null, words: '' })
  const what = isPage(answer) ? 'a page' : 'something that is no JSON object'
  return new TikTokShopError({
    kind: kind === 'refused' ? 'internal' : kind,
    code: remedyFor(kind === 'rate' ? 'rate' : 'internal', null).code,
    message: `${TITLE} answers with ${what} instead of data when asked to ${operation} (status ${answer.status}).`,
    hints: [`A proxy, or another server, may stand in its place: check the network, and ${variable} if it is set.`],
    ...{ operation, status: answer.status, apiCode: null, requestId: asText(asRecord(answer.headers)['x-tt-logid']) },
  })
}

/** No answer came at all. */
export function unreachable({ kind, message }: Failure, { operation, variable }: JudgeContext): TikTokShopError {
  return new TikTokShopError({
    kind: 'internal',
    code: 'tiktok-shop-unreachable',
    message: `${TITLE} cannot be reached to ${operation}: ${message}.`,
    hints: [`Check the network, and ${variable} if it is set.`],
    ...{ operation, status: 0, apiCode: kind, requestId: null },
  })
}
