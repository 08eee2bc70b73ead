import { gzipSync } from 'node:zlib'
import { parseJsonBody, type SimRequest, type SimResponse } from '../http.ts'
import { denied, invalidInput, Refusal, serviceError, UNPARSABLE } from './answers.ts'
import { MARKETPLACE_IDS } from './marketplaces.ts'
import type { AmazonSimSettings } from './options.ts'
import { reportTable } from './report-table.ts'
import type { SellerListing } from './seller.ts'

const TYPE = 'GET_MERCHANT_LISTINGS_ALL_DATA'

interface Report {
  id: string
  marketplaceIds: string[]
  created: number
  /** How often it was looked at. */
  looks: number
}

interface Link {
  report: Report
  until: number
}

export interface ReportsWorld {
  settings: AmazonSimSettings
  listings: (marketplaceId: string) => readonly SellerListing[]
}

/** Reports 2021-06-30 for the one report of the seller's listings; it is made while it is looked at. */
export class Reports {
  private readonly world: ReportsWorld
  private readonly reports = new Map<string, Report>()
  private readonly links = new Map<string, Link>()

  constructor(world: ReportsWorld) {
    this.world = world
  }

  /** @throws Refusal */
  create(request: SimRequest, now: number): SimResponse {
    this.guard()
    const parsed = parseJsonBody(request.body)
    const { reportType, marketplaceIds } = (('value' in parsed && parsed.value) || {}) as {
      reportType?: unknown
      marketplaceIds?: unknown
    }
    if (reportType !== TYPE || !Array.isArray(marketplaceIds) || marketplaceIds.length === 0) {
      throw invalidInput(UNPARSABLE)
    }
    const allowed: unknown[] = this.world.settings.marketplaces.map((code) => MARKETPLACE_IDS[code])
    if (marketplaceIds.some((id) => !allowed.includes(id))) throw denied()
    const id = `ID${323 + this.reports.size}`
    this.reports.set(id, { id, marketplaceIds: marketplaceIds as string[], created: now, looks: 0 })
    return { status: 202, body: { reportId: id } }
  }

  /** @throws Refusal */
  get(id: string): SimResponse {
    this.guard()
    const report = this.reports.get(id) ?? notFound(`Report ${id} not found.`)
    const { looks, outcome } = this.world.settings.report
    report.looks += 1
    const time = new Date(report.created).toISOString()
    const ended = report.looks > looks
    const status = ended ? this.outcomeOf(report) : report.looks === 1 ? 'IN_QUEUE' : 'IN_PROGRESS'
    const hasDocument = ended && status !== 'CANCELLED'
    return {
      status: 200,
      body: {
        reportId: id,
        reportType: TYPE,
        marketplaceIds: report.marketplaceIds,
        dataStartTime: time,
        dataEndTime: time,
        createdTime: time,
        processingStatus: status,
        ...(ended && { processingStartTime: time, processingEndTime: time }),
        ...(hasDocument && { reportDocumentId: `amzn1.spdoc.1.4.na.${id}${outcome === 'FATAL' ? '.why' : ''}` }),
      },
    }
  }

  /** @param host Where this simulator is reached. @throws Refusal */
  document(documentId: string, host: string, now: number): SimResponse {
    this.guard()
    const id = documentId.replace('amzn1.spdoc.1.4.na.', '').replace('.why', '')
    const report = this.reports.get(id) ?? notFound(`Document ${documentId} not found.`)
    const { gzip, urlSeconds } = this.world.settings.report
    const key = `${documentId}-${this.links.size + 1}`
    this.links.set(key, { report, until: now + urlSeconds * 1000 })
    return {
      status: 200,
      body: {
        reportDocumentId: documentId,
        url: `http://${host}/documents/${key}?X-Amz-Expires=${urlSeconds}&X-Amz-Signature=sandbox`,
        ...(gzip && { compressionAlgorithm: 'GZIP' }),
      },
    }
  }

  /** Storage knows no tokens: the address is the permission, and a request with two of them is refused. */
  download(key: string, request: SimRequest, now: number): SimResponse {
    const link = this.links.get(key)
    if (request.headers['x-amz-access-token']) return xml(400, 'InvalidArgument', 'Only one auth mechanism allowed')
    if (!link) return xml(403, 'AccessDenied', 'Access Denied')
    if (link.until <= now) return xml(403, 'AccessDenied', 'Request has expired')
    const { gzip, charset, outcome } = this.world.settings.report
    const text = outcome === 'FATAL' ? 'The report could not be generated.' : this.table(link.report)
    const bytes = Buffer.from(text, charset === 'UTF-8' ? 'utf8' : 'latin1')
    return {
      status: 200,
      headers: { 'content-type': `text/plain; charset=${charset}` },
      body: gzip ? gzipSync(bytes) : bytes,
    }
  }

  private guard(): void {
    if (this.world.settings.missingReportsRole) throw denied()
  }

  /** A report without any data is cancelled by itself. */
  private outcomeOf({ marketplaceIds }: Report): string {
    const { outcome } = this.world.settings.report
    const empty = marketplaceIds.every((id) => this.world.listings(id).length === 0)
    return outcome === 'DONE' && empty ? 'CANCELLED' : outcome
  }

  private table({ marketplaceIds }: Report): string {
    const listings = marketplaceIds.flatMap((id) => this.world.listings(id))
    return reportTable(listings, this.world.settings.report.language)
  }
}

function notFound(message: string): never {
  throw new Refusal(serviceError(404, { code: 'NotFound', message, details: '' }, 'ResourceNotFoundException'))
}

function xml(status: number, code: string, message: string): SimResponse {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`
  return { status, headers: { 'content-type': 'application/xml' }, body }
}
