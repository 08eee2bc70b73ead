import { type Check, failedBy, passed } from '../../model/check.ts'
import { grouped } from '../../model/figures.ts'
import type { Connection } from '../../model/target.ts'
import { reachChecks } from '../../net/reach.ts'
import { clockChecks } from '../../net/skew.ts'
import { accountHealth } from './account-health.ts'
import { attempt, type HealthContext } from './health-context.ts'

/** Everything that would stop a plan: a sign-in, one product, and the definitions. */
export async function* plytixHealth(
  context: HealthContext,
  { probe }: { probe: boolean },
  signal: AbortSignal,
): AsyncGenerator<Check> {
  const { skew, http, apiUrl, auth, allowance } = context
  const signedIn = await attempt(auth.session(signal), context, signal)
  if ('refusal' in signedIn) {
    yield failedBy('sign-in', signedIn.refusal)
    yield* clockChecks(skew, "Plytix's")
    const url = new URL(`${apiUrl}/api/v1/filters/relationships`)
    yield* await reachChecks(http, { title: 'Plytix', url, variable: 'PLYTIX_API_URL' }, signal)
    return
  }
  const { windows } = allowance
  yield passed('sign-in', `The API key is taken; the account is ${context.accountOf(signedIn.value)}.`)
  yield passed('limits', limitsText(windows, signedIn.value.windows.length > 0), { windows })
  yield* accountHealth(context, { probe }, signal)
  yield* clockChecks(skew, "Plytix's")
}

/** The call windows, for people. @param stated False: the token says nothing of them */
export function limitsText(windows: Connection['windows'], stated: boolean): string {
  const list = windows.map(({ limit, window_size }) => `${grouped(limit)} calls in ${spanText(window_size)}`)
  const text = list.join(' and ')
  return stated ? `The account allows ${text}.` : `The account does not state its limits: ${text} are assumed.`
}

function spanText(seconds: number): string {
  return seconds === 3600 ? 'an hour' : `${seconds} seconds`
}
