import type { ProviderError } from '../../model/errors.ts'
import type { Reply } from './reply.ts'

/** The code of an answer that cannot be understood: nothing is concluded from it. */
export const NOT_UNDERSTOOD = 'unexpected-answer'

const CODES: { [status: number]: string } = {
  0: 'unreachable',
  400: 'invalid',
  401: 'credentials',
  403: 'forbidden',
  404: 'gone',
  409: 'refused',
  422: 'invalid',
  429: 'throttled',
}

/** What to do, by the code of the error. */
export const HINTS: { [code: string]: string } = {
  unreachable: 'Check the network, and PLYTIX_API_URL if it is set.',
  unavailable: 'Plytix has a problem of its own; the run can be resumed later.',
  credentials: 'Check PLYTIX_API_KEY and PLYTIX_API_PASSWORD.',
  forbidden: 'Give the API credentials the permission for this in Plytix.',
  gone: 'It was deleted in Plytix since it was planned; plan again.',
  [NOT_UNDERSTOOD]: 'Try again in a few minutes; if it stays so, check PLYTIX_API_URL, and tell Plytix.',
  throttled: 'Other programs use up the allowance of this account; try later, or lower quota_share.',
  invalid: 'Correct the value in the source, in specs/attributes.yaml or by an override, and plan again.',
  refused: 'Plan again to see what is there now.',
}

/** Hints for messages whose cause is known. */
export const KNOWN: [pattern: RegExp, hint: string][] = [
  [/invalid date format/i, 'Plytix takes dates as YYYY-MM-DD: correct what fills this attribute.'],
  [/label does not exist/i, 'The attribute is missing in Plytix; plan again to have it created.'],
  [
    /not a? ?valid values? for/i,
    'Add the value to the options of this attribute in specs/attributes.yaml, and plan again.',
  ],
  [/invalid input type/i, 'Plytix takes an asset as an object with its id, and a text as text.'],
]

/** The code for an answer that is no success. */
export function codeOf({ status, odd }: Reply): string {
  if (odd !== undefined) return NOT_UNDERSTOOD
  return CODES[status] ?? (status >= 500 ? 'unavailable' : 'refused')
}

/** The status behind an error's code; 0 when nothing was answered. */
export function statusOf({ code }: ProviderError): number {
  const known = Object.entries(CODES).find(([, name]) => name === code)
  return known ? Number(known[0]) : code === 'unavailable' ? 503 : 0
}
