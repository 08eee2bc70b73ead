import type { SimResponse } from '../http.ts'
import { oddAnswer } from '../odd-answer.ts'
import { htmlPage, internalFailure, quotaExceeded } from './answers.ts'
import type { AmazonFault } from './fault-options.ts'
import { oauthError } from './lwa.ts'

/** What a fault answers instead of the service; `null` when it lets the call through. */
export function failure(fault: AmazonFault | null): SimResponse | null {
  if (fault?.effect === '429') return quotaExceeded()
  if (fault?.effect === '500') return internalFailure()
  if (fault?.effect === 'answer') return oddAnswer(fault)
  if (fault?.effect === 'html') return htmlPage(503, 'Service Unavailable')
  return fault?.effect === 'reset' ? { status: 500, cut: 'destroy' } : null
}

/** The same for a request for a token, whose errors have another form. */
export function tokenFailure(fault: AmazonFault | null): SimResponse | null {
  if (fault?.effect === '429') return oauthError(429, 'slow_down', 'The request is throttled')
  if (fault?.effect === '500')
    return oauthError(500, 'server_error', 'The authorization server met an unexpected condition')
  return failure(fault)
}
