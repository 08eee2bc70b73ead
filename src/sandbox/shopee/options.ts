import type { Clock } from '../../model/clock.ts'
import type { SimRequest, SimResponse } from '../http.ts'
import type { ShopeeFault } from './fault-options.ts'
import type { ShopeeOperation } from './operations.ts'

/** Every duration is in the simulator's time, which runs `clockScale` times faster than real time. What the contract calls unsettled is a knob. */
export interface ShopeeSimOptions {
  port?: number
  partnerId?: number
  partnerKey?: string
  /** The pair that every shop's consent gave, before anything was renewed. */
  accessToken?: string
  refreshToken?: string
  /** Seconds for which an access token is good; 4 hours. */
  accessSeconds?: number
  /** Seconds for which the first access token is good; as every other. */
  firstAccessSeconds?: number
  /** Days for which a refresh token is good; 30. */
  refreshDays?: number
  /** Seconds for which a former access token still works after a renewal; 300. */
  formerSeconds?: number
  /** `expire_in` as a point in time, as one sample of the documentation has it. */
  absoluteExpiry?: boolean
  /** How a token that is no good is refused: by its own code, or as `error_auth`. */
  tokenRefusal?: 'invalid_acceess_token' | 'invalid_access_token' | 'error_auth'
  clockScale?: number
  clock?: Clock
  latencyMs?: number
  /** Seconds that the service's clock is ahead of the simulator's: whoever calls seems to be behind. */
  aheadSeconds?: number
  /** Seconds that a timestamp may lie ahead; 300. */
  futureSeconds?: number
  /** Calls a second, of the application; 0: no limit. */
  burst?: number
  /** Calls a day of the application, over all shops, until 00:00 UTC+8; 0: no limit. */
  callsPerDay?: number
  /** From this offset on lists are refused; 10,000. */
  offsetCap?: number
  /** Days of the longest window of update times; 0: any. */
  maxWindowDays?: number
  /** Rows that a page has at most, whatever is asked for; 100. */
  pageRows?: number
  /** In which order items are listed. */
  order?: 'id' | 'update_time' | 'newest' | 'shuffled'
  /** Ids that get_item_base_info leaves out, although the list has them. */
  untold?: number[]
  /** Items whose models the service fails at. */
  brokenModels?: number[]
  /** How failures are answered: with 200, or with 403, 429 and 500. */
  status?: '200' | 'real'
  /** Error codes have a module in front, such as `product.error_param`. */
  prefix?: boolean
  /** Good answers lack the key `error`, or have a dash in it. */
  success?: 'empty' | 'missing' | 'dash'
  /** What is wrong with the application: every call is refused so. */
  refuse?: 'app-deleted' | 'key-expired' | 'restricted' | 'permission' | 'ip' | 'shop-banned' | 'business' | null
  faults?: ShopeeFault[]
  /** For tests: an answer as it leaves instead. */
  amend?: (operation: ShopeeOperation, answer: SimResponse, request: SimRequest) => SimResponse
}

/** The same with every default filled in; may be changed while the simulator runs. */
export type ShopeeSimSettings = Required<
  Omit<ShopeeSimOptions, 'port' | 'clock' | 'clockScale' | 'firstAccessSeconds'>
> & {
  firstAccessSeconds: number
}

/** What is not given is as with the service, as far as that is known. */
export function withDefaults(options: ShopeeSimOptions): ShopeeSimSettings {
  const defaults: ShopeeSimSettings = {
    partnerId: 2_001_887,
    partnerKey: '5a414e44424f5850415254',
    accessToken: 'sandbox-access-0',
    refreshToken: 'sandbox-refresh-0',
    accessSeconds: 14_400,
    firstAccessSeconds: options.accessSeconds ?? 14_400,
    refreshDays: 30,
    formerSeconds: 300,
    absoluteExpiry: false,
    tokenRefusal: 'invalid_acceess_token',
    latencyMs: 0,
    aheadSeconds: 0,
    futureSeconds: 300,
    burst: 0,
    callsPerDay: 0,
    offsetCap: 10_000,
    maxWindowDays: 15,
    pageRows: 100,
    order: 'update_time',
    untold: [],
    brokenModels: [],
    status: '200',
    prefix: false,
    success: 'empty',
    refuse: null,
    faults: [],
    amend: (_, answer) => answer,
  }
  return { ...defaults, ...options }
}
