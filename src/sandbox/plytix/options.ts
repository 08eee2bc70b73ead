import type { Clock } from '../../model/clock.ts'
import type { JsonObject } from '../../model/json.ts'
import type { PlytixFault } from './fault-options.ts'
import type { SimCall } from './journal.ts'

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
  /** Links that are made, changed or removed move `modified` of the product that they begin at. */
  linksMoveModified?: boolean
  /** Assets that are attached to a product or taken off by calls of their own move its `modified`. */
  imagesMoveModified?: boolean
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
