import type { LiveResource } from '../../../../model/live.ts'
import type { Session } from '../../session.ts'
import { namesOf } from '../write/upload-names.ts'
import { filesDocument } from './documents-read.ts'
import { filesAmong } from './live.ts'
import { withPlainExtension } from './live-values.ts'
import { pageIn } from './read-rows.ts'

/** Searches of one query: some points each. */
const AT_ONCE = 20

interface Search {
  key: string
  /** Where the next page begins; `null`: the first one. */
  after: string | null
}

/**
 * Those of the pictures that a search shows, by their exact names; what is not ready has no name. An index lags behind:
 * what is not found may be there all the same. @throws ShopifyError, NoMoreCalls
 */
export async function lookFiles(keys: readonly string[], session: Session): Promise<LiveResource[]> {
  const found: LiveResource[] = []
  let open: Search[] = [...new Set(keys)].map((key) => ({ key, after: null }))
  while (open.length > 0) {
    const batch = open.slice(0, AT_ONCE)
    const { files, further } = await search(batch, session)
    found.push(...files)
    open = [...open.slice(AT_ONCE), ...further]
  }
  return found
}

/** One page for each; what it does not show may be on the next. */
async function search(
  batch: readonly Search[],
  session: Session,
): Promise<{ files: LiveResource[]; further: Search[] }> {
  const document = filesDocument(batch.length)
  const data = await session.query(document, variablesOf(batch))
  const files: LiveResource[] = []
  const further: Search[] = []
  for (const [place, { key, after }] of batch.entries()) {
    const page = pageIn(data[`f${place}`], document)
    const hit = filesAmong(page.rows).find((file) => file.key === withPlainExtension(key))
    if (hit) files.push({ ...hit, key })
    else if (page.after !== null && page.after !== after) further.push({ key, after: page.after })
  }
  return { files, further }
}

function variablesOf(batch: readonly Search[]) {
  return Object.fromEntries(
    batch.flatMap(({ key, after }, place) => [
      [
        `q${place}`,
        namesOf(key)
          .map((name) => `filename:${JSON.stringify(name)}`)
          .join(' OR '),
      ],
      [`a${place}`, after],
    ]),
  )
}
