import { parseJsonBody, type SimRequest, type SimResponse } from '../../http.ts'
import type { World } from '../domain.ts'

/** Form or JSON; the client credentials grant alone. */
export function answerToken({ settings, tokens, clock }: World, request: SimRequest): SimResponse {
  if (request.method !== 'POST') return { status: 404, body: { errors: 'Not Found' } }
  const given = fieldsOf(request)
  if (given.client_id !== settings.clientId || given.client_secret !== settings.clientSecret) {
    return refusal('invalid_client', 'Client authentication failed.')
  }
  if (given.grant_type !== 'client_credentials')
    return refusal('unsupported_grant_type', 'Grant type is not supported.')
  if (!settings.installed) return refusal('app_not_installed', 'The application is not installed on this shop.')
  return { status: 200, body: tokens.issue(settings, clock.now()) }
}

function refusal(error: string, description: string): SimResponse {
  return { status: 400, body: { error, error_description: description } }
}

function fieldsOf({ headers, body }: SimRequest): { [name: string]: unknown } {
  if ((headers['content-type'] ?? '').includes('json')) {
    const parsed = parseJsonBody(body)
    return 'value' in parsed && typeof parsed.value === 'object' && parsed.value !== null ? { ...parsed.value } : {}
  }
  return Object.fromEntries(new URLSearchParams(body))
}
