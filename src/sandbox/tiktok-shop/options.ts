import type { Clock } from '../../model/clock.ts'
import type { SimRequest, SimResponse } from '../http.ts'
import type { TikTokFault } from './fault-options.ts'
import type { TikTokOperation } from './operations.ts'

export interface SimShop {
  /** 19 digits as a rule. */
  id: string
  name: string
  region: string
  cipher: string
}

/** Every duration is in the simulator's time, which runs `clockScale` times faster than real time. */
export interface TikTokSimOptions {
  port?: number
  appKey?: string
  appSecret?: string
  /** What a token covers; products belong to the first unless they say otherwise. */
  shops?: SimShop[]
  /** The pair that the seller has to begin with. */
  accessToken?: string
  refreshToken?: string
  /** A code that consent gave, good once. */
  authCode?: string
  accessTokenSeconds?: number
  refreshTokenSeconds?: number
  /** Refresh tokens that were used once are taken again. */
  refreshTokensLast?: boolean
  /** What the seller granted. */
  scopes?: string[]
  /** The caller's address is not in the app's list. */
  addressDenied?: boolean
  /** Calls a second of one shop. */
  rate?: { rate: number; burst: number }
  /** How a call too many is refused: by status 429, or by the code alone with status 200. */
  rateSignal?: '429' | 'code'
  /** What a refusal with status 429 says of the time to wait. */
  retryAfter?: 'none' | 'seconds' | 'date'
  /** Signed calls a day (UTC) until the quota is used up; 0: no end. */
  callsPerDay?: number
  /** Every failure has status 200. */
  plainStatus?: boolean
  clockScale?: number
  clock?: Clock
  latencyMs?: number
  /** Most results of one search. */
  searchCap?: number
  /** A search of more is refused with its first page; otherwise only beyond the cap. */
  capRefuses?: boolean
  /** So many rows fewer than asked for are on every page but the last. */
  shortPages?: number
  /** What the last page has for a token. */
  lastToken?: 'empty' | 'absent'
  /** What tokens of pages hold: the last row's place, or a number of rows. */
  pageTokens?: 'keyset' | 'offset'
  /** How long a token of a page is good for; 0: always. */
  pageTokenSeconds?: number
  /** What Get Product says of a deleted product. */
  deletedGet?: 'gone' | 'answers'
  salePriceInSearch?: boolean
  /** Addresses of pictures are others in every answer. */
  changingUrls?: boolean
  /** Pictures have no addresses. */
  emptyUrls?: boolean
  faults?: TikTokFault[]
  /** For tests: an answer as it leaves instead. */
  amend?: (operation: TikTokOperation, answer: SimResponse, request: SimRequest) => SimResponse
}

/** The same with every default filled in; may be changed while the simulator runs. */
export type TikTokSimSettings = Required<Omit<TikTokSimOptions, 'port' | 'clock' | 'clockScale'>>
