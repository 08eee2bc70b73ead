import { type Clock, elapsedOf } from '../../model/clock.ts'
import type { Memo } from '../../model/source.ts'
import type { Waits } from '../../net/waits.ts'
import type { AmazonClient } from './client.ts'
import type { Download } from './download.ts'
import { SpApiError } from './failure.ts'
import type { Marketplace } from './marketplaces.ts'
import { asText, type RawRecord } from './raw.ts'
import { type ListingsTable, readListings } from './report-table.ts'

const REPORT_TYPE = 'GET_MERCHANT_LISTINGS_ALL_DATA'

/** Seconds between looks at a report that is being made: Amazon takes from half a minute to many. */
const PAUSES = [5, 10, 15, 20, 30]
const PATIENCE_SECONDS = 20 * 60
const MAX_DOWNLOADS = 3

export interface ReportContext {
  client: AmazonClient
  download: Download
  memo: Memo
  clock: Clock
  waits: Waits
  marketplace: Marketplace
  signal: AbortSignal
}

/** `reason`: why there is no report, although Amazon takes such requests. */
export type ReportResult = ListingsTable | { reason: string }

/** Asks Amazon to make the report, so that it is ready when it is wanted. @throws SpApiError */
export async function orderReport({ client, memo, marketplace }: ReportContext): Promise<string> {
  const ordered = memo.recall('report ordered')
  if (typeof ordered === 'string') return ordered
  const { reportId } = await client.call({
    operation: 'createReport',
    body: {
      reportType: REPORT_TYPE,
      marketplaceIds: [marketplace.id],
      reportOptions: { preferredReportDocumentLocale: 'en_US' },
    },
  })
  const id = asText(reportId)
  if (id === null) throw unusable('createReport', 'names no report')
  memo.keep('report ordered', id)
  return id
}

/** Waits for the report and reads it. @throws SpApiError */
export async function fetchReport(reportId: string, context: ReportContext): Promise<ReportResult> {
  const known = context.memo.recall('report rows')
  if (known !== undefined) return known as unknown as ReportResult
  const result = await readReport(reportId, context)
  context.memo.keep('report rows', result as never)
  return result
}

async function readReport(reportId: string, context: ReportContext): Promise<ReportResult> {
  const report = await waitFor(reportId, context)
  const status = asText(report?.processingStatus)
  if (!report) return { reason: `the report was not ready after ${PATIENCE_SECONDS / 60} minutes` }
  // Amazon does so by itself where there is no data, but people can do it as well.
  if (status === 'CANCELLED') return { reason: 'the report was cancelled' }
  const documentId = asText(report.reportDocumentId)
  if (status === 'FATAL') return { reason: `Amazon failed to make the report${await why(documentId, context)}` }
  if (documentId === null) throw unusable('getReport', 'names no document')
  const { value: table, note } = await fetchDocument(documentId, context, readListings)
  if ('begins' in table) return { reason: `the report is not a list of listings: it begins with "${table.begins}"` }
  return note === null ? table : { ...table, notes: [note, ...table.notes] }
}

async function waitFor(reportId: string, { client, clock, waits, signal }: ReportContext): Promise<RawRecord | null> {
  const deadline = elapsedOf(clock) + PATIENCE_SECONDS * 1000
  for (let looks = 0; elapsedOf(clock) < deadline; looks += 1) {
    const report = await client.call({ operation: 'getReport', path: { reportId } })
    if (['DONE', 'CANCELLED', 'FATAL'].includes(String(report.processingStatus))) return report
    const pause = (PAUSES[looks] ?? 30) * 1000
    waits.begin(pause, 'Amazon is still making the report of the listings')
    await clock.sleep(pause, signal)
  }
  return null
}

/** The address lives for five minutes: when it has expired, a new one is asked for. */
async function fetchDocument<T>(
  reportDocumentId: string,
  { client, download, marketplace }: ReportContext,
  read: (text: AsyncIterable<string>) => Promise<T>,
): Promise<{ value: T; note: string | null }> {
  for (let attempt = 1; ; attempt += 1) {
    const document = await client.call({ operation: 'getReportDocument', path: { reportDocumentId } })
    const url = asText(document.url)
    if (url === null) throw unusable('getReportDocument', 'names no address')
    const answer = await download(url, { japanese: marketplace.code === 'JP', read })
    if (answer.ok) return answer
    if (!answer.passing || attempt === MAX_DOWNLOADS) throw unusable('the download of a report', answer.message)
  }
}

/** A failed report may carry a document that explains it. */
async function why(documentId: string | null, context: ReportContext): Promise<string> {
  if (documentId === null) return ''
  const { value } = await fetchDocument(documentId, context, beginningOf)
  const text = value.replace(/\s+/g, ' ').trim()
  return text === '' ? '' : `: ${text.slice(0, 200)}`
}

async function beginningOf(text: AsyncIterable<string>): Promise<string> {
  for await (const piece of text) return piece
  return ''
}

function unusable(operation: string, problem: string): SpApiError {
  const message = `Amazon SP-API (${operation}) answers with nothing to go on with: it ${problem}.`
  return new SpApiError({ code: 'amazon-answer', message, operation, status: 0, apiCode: 'unusable' })
}
