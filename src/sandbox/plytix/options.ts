import type { Clock } from '../../model/clock.ts'
import type { JsonObject } from '../../model/json.ts'
import type { OddAnswer } from '../odd-answer.ts'
import type { CallKind, SimCall } from './journal.ts'

type FaultEffect =
  /** Gateway answer, not executed; `ttl` and `window_size` go into the body. */
  | '429'
  | '500-before'
  /** Executed, then answered 500. */
  | '500-after'
  | 'reset-before'
  /** Executed, then the connection is destroyed without an answer. */
  | 'reset-after'
  /** Executed; the connection breaks in the middle of the answer. */
  | 'truncated'
  /** Not executed; a proxy's HTML page with status 502. */
  | 'html'
  /** Answered after `ms`. */
  | 'slow'
  /** Not executed; the token counts as expired from then on. */
  | '401'
  | '502'
  | '503'
  /** Not executed; answered with `status`, `headers` and `body`. */
  | 'answer'
  /** Executed; a byte of the answer comes every `ms`. */
  | 'trickle'
  /** Executed; the answer lacks its list. */
  | 'no-list'
  /** Executed; the entries of the answer's list have no ids. */
  | 'no-id'
  /** Whatever page of a search is asked for, the first one comes, and always full. */
  | 'repeat'
  /** A search says that it matches `count` rows. */
  | 'count'

/** Strikes calls that match all of `method`, `path` and `kind`; every one of them unless it says which. */
export interface PlytixFault extends OddAnswer {
  effect: FaultEffect
  method?: string
  /** Tested against the path without the query; absent: every call of the API, but no sign-in. */
  path?: RegExp | string
  kind?: CallKind
  /** Only the nth matching call, from 1. */
  nth?: number
  /** Every k-th matching call. */
  every?: number
  /** Each matching call with this probability, drawn from `seed`. */
  probability?: number
  seed?: number
  /** Milliseconds that `slow` waits, or between the bytes of a `trickle`. */
  ms?: number
  /** Anything at all. */
  count?: unknown
  /** Milliseconds that a 429 says to wait. */
  ttl?: number
  /** Seconds; the window that a 429 names. */
  window_size?: number
}

/** Before anything is done about a call; after it was executed; once its answer is on its way. */
export type Moment = 'arrived' | 'executed' | 'answered'

type Observe = (call: SimCall, moment: Moment) => Promise<void> | void

/** Every duration is in the simulator's time, which runs `clockScale` times faster than real time. */
export interface PlytixSimOptions {
  port?: number
  authPort?: number
  apiKey?: string
  apiPassword?: string
  account?: { id: string; name: string }
  /** Calls per `window_size` seconds, over the whole account. */
  limits?: { limit: number; window_size: number }[]
  windowKind?: 'fixed' | 'sliding'
  /** Sign-ins per second. */
  authLimit?: number
  /** Whether a 429 says how long to wait. */
  throttleTtl?: boolean
  clockScale?: number
  clock?: Clock
  latencyMs?: number
  /** A written row shows up in searches only after that long; until then its former state does. */
  searchDelayMs?: number
  /** What is answered 202 is done after that long. */
  asyncDelayMs?: number
  /** Searches without an order come back shuffled, differently for each page. */
  unstableOrder?: boolean
  /** More matches than this in an ordered search are answered 428. */
  orderedCap?: number
  /** False: media galleries in product writes are silently ignored. */
  galleryInWrite?: boolean
  /** Texts of these attributes, by label, are cut to so many characters without a word. */
  cutTexts?: { [label: string]: number }
  v2References?: 'objects' | 'ids'
  /** Dates read back with `T00:00:00` on v2. */
  dateSuffixV2?: boolean
  /** Assigning a family drops the values of attributes outside it. */
  familyDropsOutside?: boolean
  /** Status for an unknown product or family in a family assignment. */
  familyMissingStatus?: 404 | 500
  /** Uploads of base64 content are answered 500, as seen live. */
  contentUploadFails?: boolean
  /** Stand in tokens instead of what usually does. */
  claims?: JsonObject
  /** Writes are answered 500 and recorded in `violations`. */
  planMode?: boolean
  /** What a URL holds; null: unreachable. */
  fetchAsset?: (url: string) => { bytes: string } | null
  /** For tests: told of every call as it passes; what it returns is waited for. */
  observe?: Observe
  faults?: PlytixFault[]
}

/** The same with every default filled in; may be changed while the simulator runs. */
export type PlytixSimSettings = Required<Omit<PlytixSimOptions, 'port' | 'authPort' | 'clock' | 'clockScale'>>

export function withDefaults(options: PlytixSimOptions): PlytixSimSettings {
  return { ...defaults(), ...options }
}

/** Made anew for each simulator, since its settings may be changed. */
function defaults(): PlytixSimSettings {
  return {
    apiKey: 'sandbox-key',
    apiPassword: 'sandbox-password',
    account: { id: '5b30cfabe6eecf41df89a3a3', name: 'Sandbox' },
    limits: [
      { limit: 20, window_size: 10 },
      { limit: 2000, window_size: 3600 },
    ],
    windowKind: 'fixed',
    authLimit: 8,
    throttleTtl: true,
    latencyMs: 0,
    searchDelayMs: 0,
    asyncDelayMs: 1000,
    unstableOrder: false,
    orderedCap: 10_000,
    galleryInWrite: true,
    cutTexts: {},
    v2References: 'objects',
    dateSuffixV2: true,
    familyDropsOutside: false,
    familyMissingStatus: 404,
    contentUploadFails: false,
    claims: {},
    planMode: false,
    fetchAsset: bytesFromUrl,
    observe: () => undefined,
    faults: [],
  }
}

function bytesFromUrl(url: string): { bytes: string } | null {
  return new URL(url).pathname.includes('/missing/') ? null : { bytes: `bytes of ${url}` }
}
