import type { JsonObject } from '../../../../model/json.ts'
import type { Document } from '../../document.ts'
import { asRecord, asRecords, asText, isRecord, type RawRecord } from '../../raw.ts'
import type { Session } from '../../session.ts'
import { notUnderstood } from './read-error.ts'

export interface Page {
  rows: RawRecord[]
  /** `null`: it is the last one. */
  after: string | null
}

/** One page of a list. @throws ShopifyError where it is none */
export function pageIn(list: unknown, { name }: Pick<Document, 'name'>): Page {
  if (!isRecord(list) || !Array.isArray(list.nodes)) throw notUnderstood({ name }, 'a list is missing')
  const { hasNextPage, endCursor } = asRecord(list.pageInfo)
  return { rows: asRecords(list.nodes), after: hasNextPage === true ? asText(endCursor) : null }
}

/** All `rows` of a document, page by page by its variable `after`. @throws ShopifyError, NoMoreCalls */
export async function allRows(session: Session, document: Document): Promise<RawRecord[]> {
  const found: RawRecord[] = []
  const seen = new Set<string>()
  for (let variables: JsonObject = {}; ; ) {
    const data = await session.query(document, variables)
    const { rows, after } = pageIn(data.rows, document)
    found.push(...rows)
    if (after === null) return found
    if (seen.has(after)) throw notUnderstood(document, 'its pages have no end')
    seen.add(after)
    variables = { after }
  }
}
