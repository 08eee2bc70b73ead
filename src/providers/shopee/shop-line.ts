import { counted } from '../../model/counted.ts'
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts'
import type { ProviderContext } from '../../model/provider.ts'
import { DayBudget } from '../../net/day-budget.ts'
import type { Http } from '../../net/http.ts'
import { Steady } from '../../net/steady.ts'
import { partOf, type Speed, Tempo } from '../../net/tempo.ts'
import { Waits } from '../../net/waits.ts'
import { Access } from './access.ts'
import type { Line } from './calls.ts'
import { ShopeeClient } from './client.ts'
import type { ShopeeCredentials } from './credentials.ts'
import { ownerOf } from './owner.ts'
import { DEFAULT_URL } from './remedies.ts'
import { Transport } from './transport.ts'

/** Nobody publishes a limit: what to begin with. */
const FIRST: Speed = { rate: 10, atOnce: 4 }
/** Half of what one user settled at, who was throttled at 200 calls a second (python-shopee, issue 54). */
export const MOST: Speed = { rate: 50, atOnce: 16 }
/** Hours by which Shopee's day begins before that of UTC (error_limit of its documentation). */
const DAY_AHEAD = 8

export type ShopContext = Pick<
  ProviderContext,
  'values' | 'clock' | 'random' | 'userAgent' | 'share' | 'quota' | 'onWait' | 'log' | 'secrets' | 'tokens' | 'isShort'
> & {
  /** Its own unless given. */
  http?: Http
}

/** What reads one shop. */
export interface ShopLine {
  line: Line
  access: Access
  client: ShopeeClient
  /** What is to be said of the calls of the day. */
  remarks: Diagnostic[]
}

/** @param callsPerDay A budget of one's own; `null`: none. */
export function openLine(shop: string, callsPerDay: number | null, context: ShopContext): ShopLine {
  const { clock, random, userAgent, onWait, log, secrets, tokens, values, http } = context
  const credentials = credentialsOf(context)
  const remarks: Diagnostic[] = []
  const { tempo, budget } = appOf(credentials, context)
  budget.join(callsPerDay, (used, limit) => remarks.push(nearTheEnd(used, limit)))
  const line: Line = {
    transport: new Transport({ credentials, clock, userAgent, log, secrets, ...(http && { http }) }),
    steady: new Steady({ ...{ clock, random, tempo }, waits: new Waits(clock, onWait) }),
    ...{ tempo, budget },
  }
  const { partnerId } = credentials
  const access = new Access({ line, tokens, owner: ownerOf(shop, values), partnerId, clock, secrets })
  return { line, access, client: new ShopeeClient(line, access, shop), remarks }
}

/** What all shops of an application have in common: Shopee counts their calls together. */
interface App {
  tempo: Tempo
  budget: DayBudget
}

/** By what a process keeps tokens in, so that two processes in one test are two. */
const APPS = new WeakMap<object, Map<string, App>>()

function appOf({ partnerId, apiUrl }: ShopeeCredentials, { tokens, clock, share, quota, isShort }: ShopContext): App {
  const apps = APPS.get(tokens) ?? new Map<string, App>()
  APPS.set(tokens, apps)
  const name = `${partnerId} at ${apiUrl}`
  const app = apps.get(name) ?? {
    tempo: new Tempo({ clock, first: partOf(FIRST, share), most: partOf(MOST, share), ...(isShort && { isShort }) }),
    budget: new DayBudget({
      ...{ clock, memory: quota, title: 'Shopee', limit: null, ahead: DAY_AHEAD },
      account: `shopee app ${partnerId}`,
    }),
  }
  apps.set(name, app)
  return app
}

export function credentialsOf({ values }: Pick<ShopContext, 'values'>): ShopeeCredentials {
  return {
    partnerId: (values.SHOPEE_PARTNER_ID ?? '').trim(),
    partnerKey: values.SHOPEE_PARTNER_KEY ?? '',
    apiUrl: values.SHOPEE_API_URL ?? DEFAULT_URL,
  }
}

function nearTheEnd(used: number, limit: number): Diagnostic {
  const message = `${used} of the ${counted(limit, 'call')} that calls_per_day allows are used; the day ends at 00:00 UTC+8.`
  return diagnostic({ severity: 'warning', code: 'call-budget', message })
}
