import type { ItemFields } from '../../src/model/item.ts'
import type { Json } from '../../src/model/json.ts'
import type { ImageSettings, Memo, Source, SourceContext, SourceFacts, SourceRequest } from '../../src/model/source.ts'

/** A source over data of its own, and what the suite has to know of these. */
export interface SourceFixture {
  source: Source
  /** All that there is in one shop. */
  request: SourceRequest
  /** From now on a part cannot be read; absent: it is read in one piece. */
  losePart?: () => void
  /** Of a case that says so. */
  early?: {
    /** From now on so many calls are answered, then the quota of the day is used up. */
    after(calls: number): void
    /** The next day. */
    lift(): void
    /** Calls that were refused for it. */
    refused(): number
    /** As many as may be in flight when it is used up. */
    most: number
  }
  /** From now on nothing can be read. */
  close(): Promise<void>
}

export interface SourceCase {
  facts: SourceFacts
  images: ImageSettings
  /** Whether a read keeps what it got for one that goes on; otherwise it is read anew. */
  resumes: boolean
  /** Whether a part of it can be out of reach. */
  parts: boolean
  /** Whether a quota of the day can end it early: its fixtures have `early`. */
  early?: true
  /** Whether it takes over what has not changed since it was read before. */
  former?: true
  /** A family of more than two items with pictures, and an item on its own. */
  usual(): Promise<SourceFixture>
  /** One item for each title, with this title. */
  titled(titles: string[]): Promise<SourceFixture>
}

/** What nobody should have to write, and somebody will. */
export const HOSTILE = [
  '__proto__',
  'constructor',
  '<script>alert(1)</script>&amp;quot;',
  '=HYPERLINK("https://evil.example";"A")',
  '"quotes", commas; and \\ strokes',
  '\u202eright to left',
  'Boot \u{1F97E} with a \u0301 and \ufffd',
  '{today} {id} $(id)',
  `long ${'boot '.repeat(4_000)}end`,
  'null',
  '0',
]

/** What a read has kept, and so many times. */
export interface KeptMemo extends Memo {
  readonly kept: Map<string, Json>
}

export function memoOf(kept = new Map<string, Json>()): KeptMemo {
  return { kept, recall: (key) => kept.get(key), keep: (key, value) => void kept.set(key, value) }
}

export function contextWith(memo: Memo = memoOf(), before: ItemFields[] | null = null): SourceContext {
  const former = before && new Map(before.map((fields) => [idOf(fields), fields]))
  return {
    progress: () => undefined,
    memo,
    gtins: async () => [],
    spellings: {},
    neighbours: [],
    before: async () => former,
  }
}

export const idOf = (fields: ItemFields): string => String(fields.asin)

/** As exports hold them: by id, and as JSON. */
export function asExported(items: ItemFields[]): ItemFields[] {
  const sorted = [...items].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1))
  return JSON.parse(JSON.stringify(sorted)) as ItemFields[]
}
