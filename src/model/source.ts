import type { Check, CheckRequest } from './check.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { ITEM_ID } from './edge-names.ts'
import type { ExportHeader, ExportReport, Unfinished } from './export.ts'
import type { Item, ItemFields } from './item.ts'
import type { Json, JsonObject } from './json.ts'
import type { WindowUse } from './plan-figures.ts'
import type { SourceWords } from './source-words.ts'

/** What to read from a source: one shop at a time. */
export interface SourceRequest {
  shop: string
  /** At most that many items; the export then counts as incomplete. */
  limit: number | null
  /** What else is asked for, in the provider's own words. */
  want: JsonObject
  /** The same as an export's header keeps it: requests with equal queries stand for each other. */
  query: JsonObject
  /** Also look for what the target's codes find; the codes come with the context. `auto`: where it helps. */
  codes: boolean | 'auto'
}

/** A listing that was found and does not belong to what was asked for. */
export interface RejectedListing {
  [ITEM_ID]: string
  brand: string | null
  item_name: string | null
  /** The way that found it first. */
  found_by: string
}

/** Attempts, sign-ins not among them. */
export interface SourceCalls {
  calls: number
  retried: number
  throttled: number
  sign_ins: number
  /** How full that has made what limits the calls; absent: nothing does. */
  windows?: WindowUse[]
}

export interface SourceResult {
  /** One per id, in any order. */
  items: ItemFields[]
  /** False when listings may be missing; `report` and `diagnostics` say which and why. */
  complete: boolean
  /** What an export's header says of it beside the request; `account`: as the target of the same provider calls it. */
  query: { [key: string]: Json }
  counts: { [name: string]: number }
  report: ExportReport
  rejected: RejectedListing[]
  /** What this process asked for; a resumed read asks for less. */
  calls: SourceCalls
  diagnostics: Diagnostic[]
  /** Absolute path of what was read, where that is a file. */
  file?: string
  /**
   * The read ended early, by an outage of more than two minutes or a quota of the day, and makes no further call. What it
   * got is exported as incomplete, and its memo is kept, so that it can go on later. Items that were not read whole, or
   * whose group was not, are not among `items`. Absent: it came to its end.
   */
  unfinished?: Unfinished
}

/** `found` may be an estimate while a search goes on. */
export type SourceProgress = (event: { found: number; read: number; calls: number }) => void

/** What a read has got so far, kept so that an interrupted one can go on. */
export interface Memo {
  recall(key: string): Json | undefined
  /** Returns when it is durable. */
  keep(key: string, value: Json): void
}

export interface SourceContext {
  progress: SourceProgress
  memo: Memo
  /** Codes of the target's own products, read when they are first asked for. */
  gtins: () => Promise<string[]>
  /** The spelling by which each brand was found before, `null` for keywords alone. */
  spellings: { [brand: string]: string | null }
  /** Other shops of the same source: where to look when nothing is found. */
  neighbours: string[]
  /**
   * Items by id of the newest complete export of the same query: what has not changed since needs no call for its details.
   * `null`: there is none, or all details are to be read again, which is so for every tenth export and after seven days.
   */
  before: () => Promise<ReadonlyMap<string, ItemFields> | null>
}

export interface SourceCheckRequest extends CheckRequest {
  /** What the workspace asks for, shop by shop. */
  requests: SourceRequest[]
}

/** Where desired values come from. */
export interface Source {
  /** Key in `sync.yaml` and in plans. */
  readonly name: string
  /** For people. */
  readonly title: string
  /**
   * Reads everything that was asked for. When the signal aborts, calls in flight are finished and kept in the memo.
   * @throws ProviderError when it cannot be read at all, or holds nothing that was asked for.
   */
  read(request: SourceRequest, context: SourceContext, signal: AbortSignal): Promise<SourceResult>
  /**
   * Does at once what every read begins with, such as signing in, and keeps what it gets for the reads. Absent: there is
   * nothing of the kind. @throws SyncError
   */
  connect?(signal: AbortSignal): Promise<void>
  /** Looks for whatever would stop a read, all of it, by cheap reads alone. Absent: only `connect` can tell. */
  check?(request: SourceCheckRequest, signal: AbortSignal): AsyncIterable<Check>
}

/** How a source's items are called and read, whatever they were read from; needs no credentials. */
export interface SourceFacts extends SourceWords {
  /** Fields that hold the ids of an item's parents: the first one, and all. */
  readonly parents: { first: string; all: string }
  /** The field that holds the ids of its children. */
  readonly children: string
  /** The usual place of each field in the source's answers. */
  readonly paths: { readonly [field: string]: string }
  /** The key of an item. */
  key(shop: string, id: string): string
  /** Makes items of what exports hold, in the same order; all at once, since they share their pictures. */
  items(fields: ItemFields[], images: ImageSettings): Item[]
  /** The ids of pictures that a file name may stand for: of names that were given here, and of older tools'. */
  imageIds(images: Pick<ImageSettings, 'name' | 'recognise'>): (file: string) => string[]
  /** A picture's id, however it was spelt before. */
  imageId(id: string): string
}

/** How pictures are fetched and named. */
export interface ImageSettings {
  /** Hosts that pictures may be fetched from. */
  hosts: string[]
  /** Name of the setting that lists them. */
  hostsKey: string
  /** The template of file names, with `{id}` and `{ext}`. */
  name: string
  /** File names that older tools gave, with `{id}`, and `*` for anything. */
  recognise: string[]
}

/** An export in memory. */
export interface SourceSnapshot {
  header: ExportHeader
  items: ItemFields[]
  diagnostics: Diagnostic[]
}

/** What a plan is made from. */
export interface SourceItems {
  facts: SourceFacts
  header: ExportHeader
  items: Item[]
  diagnostics: Diagnostic[]
}
