import type { LiveResource } from '../../../model/live.ts'
import { asRecord, asRecords, asText, type RawRecord } from '../raw.ts'
import type { Session } from '../session.ts'
import { filesDocument } from './documents-read.ts'
import { fileName, withPlainExtension } from './live-values.ts'
import { FILE } from './names.ts'
import { pageIn } from './read-rows.ts'

/** A file as a search found it. */
export interface FileThere {
  /** gid */
  id: string
  /** As keys have it; `null`: it is not ready, and nobody knows its name. */
  name: string | null
  /** UPLOADED, PROCESSING, READY or FAILED. */
  status: string
  /** Why it failed. */
  errors: { code: string; message: string }[]
}

/** Searches of one query: twenty points each. */
const AT_ONCE = 10

/**
 * What searches find for each of these names, exactly compared where a name is known; files that are not ready have none,
 * and are among the hits of the name that they may have. An index lags behind: nothing here proves that a file is not there.
 *
 * @throws ShopifyError, NoMoreCalls
 */
export async function filesNamed(names: readonly string[], session: Session): Promise<Map<string, FileThere[]>> {
  const found = new Map<string, FileThere[]>()
  const wanted = [...new Set(names)].map((name) => ({ name, after: null as string | null }))
  for (let open = wanted; open.length > 0; ) {
    const batch = open.slice(0, AT_ONCE)
    const document = filesDocument(batch.length)
    const data = await session.query(document, variablesOf(batch))
    const further: typeof wanted = []
    for (const [place, { name, after }] of batch.entries()) {
      const page = pageIn(data[`f${place}`], document)
      const hits = page.rows
        .flatMap((row) => fileOf(row) ?? [])
        .filter((file) => file.name === null || file.name === name)
      found.set(name, [...(found.get(name) ?? []), ...hits])
      const isKnown = hits.some((file) => file.name === name)
      if (!isKnown && page.after !== null && page.after !== after) further.push({ name, after: page.after })
    }
    open = [...open.slice(AT_ONCE), ...further]
  }
  return found
}

function variablesOf(batch: readonly { name: string; after: string | null }[]) {
  return Object.fromEntries(
    batch.flatMap(({ name, after }, place) => [
      [`q${place}`, `filename:${JSON.stringify(name)}`],
      [`a${place}`, after],
    ]),
  )
}

/** `null`: it has no id. */
function fileOf({ id, fileStatus, fileErrors, image, url }: RawRecord): FileThere | null {
  const gid = asText(id)
  if (gid === null) return null
  const name = fileName(asRecord(image).url ?? url)
  const errors = asRecords(fileErrors).map(({ code, message }) => ({
    code: asText(code) ?? 'UNKNOWN',
    message: asText(message) ?? 'no reason is given',
  }))
  return { id: gid, name, status: asText(fileStatus) ?? 'UNKNOWN', errors }
}

/** Those of the names that are there for certain and ready, as resources. @throws ShopifyError, NoMoreCalls */
export async function lookFiles(names: readonly string[], session: Session): Promise<LiveResource[]> {
  const found = await filesNamed(names.map(withPlainExtension), session)
  return [...new Set(names)].flatMap((key) => {
    const there = found.get(withPlainExtension(key))?.find(({ name, status }) => name !== null && status === 'READY')
    return there ? [{ kind: FILE, key, id: there.id, fields: {} }] : []
  })
}
