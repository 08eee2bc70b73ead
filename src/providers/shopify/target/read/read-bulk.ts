import type { Json } from '../../../../model/json.ts'
import type { Memo } from '../../../../model/source.ts'
import { BulkRead } from '../../bulk.ts'
import { readWhole, type WholeRead } from '../../bulk-whole.ts'
import type { Client } from '../../client.ts'
import type { Session } from '../../session.ts'

export interface BulkReading {
  client: Client
  session: Session
}

/** Has Shopify write one file for each of these queries, side by side, and reads them. @throws ShopifyError, NoMoreCalls */
export async function readFiles(
  texts: { readonly [name: string]: string },
  { client, session }: BulkReading,
): Promise<WholeRead[]> {
  const { clock, random, log, credentials } = client.options
  const memo = memoOfProcess()
  const onProgress = (objects: number): void => session.progress({ what: 'objects', read: objects, of: null })
  const bulks = Object.entries(texts).map(
    ([name, text]) => new BulkRead({ name, text, grouped: true }, { session, memo, clock, onProgress }),
  )
  for (const bulk of bulks) await bulk.start()
  const host = new URL(credentials.baseUrl).host
  const reads: WholeRead[] = []
  for (const bulk of bulks) reads.push(await readWhole(bulk, { session, random, log, host }))
  return reads
}

/** A target does not go on with the reads of another process: what they hold may be old by then. */
function memoOfProcess(): Memo {
  const kept = new Map<string, Json>()
  return { recall: (key) => kept.get(key), keep: (key, value) => void kept.set(key, value) }
}
