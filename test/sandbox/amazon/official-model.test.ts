import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import { describe, expect, test } from 'vitest'
import { DATASETS } from '../../../src/sandbox/amazon/raw.ts'
import { sampleCatalogue } from '../../../src/sandbox/catalogue/index.ts'
import { amazon, get, ITEMS, search, signIn, US } from './support.ts'

const MODELS = join(import.meta.dirname, '../../../../shared/data/spapi/models')
const CATALOG = 'catalogItems_2022-04-01'
const MODEL = join(MODELS, `${CATALOG}.json`)
const everything = DATASETS.join(',')

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** Swagger 2.0 definitions are JSON Schemas but for the keywords that only documentation reads. */
function officialSchema(name: string, model = CATALOG): ValidateFunction {
  const { definitions } = JSON.parse(readFileSync(join(MODELS, `${model}.json`), 'utf8')) as { definitions: object }
  const ajv = new Ajv({ strict: false, allErrors: true, formats: { date: true, 'date-time': DATE_TIME } })
  return ajv.compile({ $ref: `#/definitions/${name}`, definitions })
}

describe.runIf(existsSync(MODEL))('the official model of Catalog Items 2022-04-01', () => {
  test('fits what a keyword search answers, with every data set and every page', async () => {
    const sim = await amazon(sampleCatalogue({ listings: 300, seed: 3 }).items)
    const valid = officialSchema('ItemSearchResults')
    let pageToken: string | undefined
    let pages = 0
    do {
      const query = {
        keywords: 'prairie boot',
        includedData: everything,
        pageSize: '20',
        ...(pageToken && { pageToken }),
      }
      const { body } = await search(sim, query)
      valid(body)
      expect(valid.errors).toBeNull()
      pageToken = body.pagination.nextToken
      pages += 1
    } while (pageToken)
    expect(pages).toBeGreaterThan(10)
  })

  test('fits an identifier search, a single item and an error', async () => {
    const { items } = sampleCatalogue({ listings: 20, seed: 3 })
    const sim = await amazon(items)
    const asin = items[0]?.asin ?? ''
    const answers = [
      ['ItemSearchResults', await search(sim, { identifiers: asin, identifiersType: 'ASIN' })],
      ['Item', await get(sim, `${ITEMS}/${asin}`, { query: { includedData: everything } })],
      ['ErrorList', await search(sim, {})],
      ['ErrorList', await get(sim, `${ITEMS}/B0NOWHERE1`)],
    ] as const

    for (const [name, { body }] of answers) {
      const valid = officialSchema(name)
      valid(body)
      expect(valid.errors).toBeNull()
    }
  })
})

describe.runIf(existsSync(MODEL))('the official models of reports and listings', () => {
  test('fit every answer on the way to a report', async () => {
    const sim = await amazon(sampleCatalogue({ listings: 30, seed: 3 }).items, { report: { looks: 2 } })
    const token = await signIn(sim)
    const body = JSON.stringify({ reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', marketplaceIds: [US] })
    const headers = { 'x-amz-access-token': token }
    const created = await fetch(`${sim.url}/reports/2021-06-30/reports`, { method: 'POST', body, headers })
    expect(created.status).toBe(202)
    const { reportId } = await fits(created, 'CreateReportResponse')

    const statuses: unknown[] = []
    let report: { [field: string]: unknown } = {}
    for (let look = 0; look < 3; look += 1) {
      report = await fits(await fetch(`${sim.url}/reports/2021-06-30/reports/${reportId}`, { headers }), 'Report')
      statuses.push(report.processingStatus)
    }
    expect(statuses).toEqual(['IN_QUEUE', 'IN_PROGRESS', 'DONE'])

    const path = `${sim.url}/reports/2021-06-30/documents/${report.reportDocumentId}`
    const { url } = await fits(await fetch(path, { headers }), 'ReportDocument')
    expect((await fetch(String(url), { headers })).status).toBe(400)
    expect((await fetch(String(url))).headers.get('content-type')).toBe('text/plain; charset=Cp1252')
  })

  test('fit every page of the listings of a seller', async () => {
    const sim = await amazon(sampleCatalogue({ listings: 60, seed: 3 }).items)
    const query = { includedData: 'summaries,issues', sortBy: 'createdDate', sortOrder: 'ASC' }
    let pageToken: string | undefined
    let pages = 0
    do {
      const page = { ...query, ...(pageToken && { pageToken }) }
      const { body } = await get(sim, '/listings/2021-08-01/items/A2SANDBOXSELLER', { query: page })
      const valid = officialSchema('ItemSearchResults', 'listingsItems_2021-08-01')
      valid(body)
      expect(valid.errors).toBeNull()
      pageToken = body.pagination?.nextToken
      pages += 1
    } while (pageToken)
    expect(pages).toBe(6)
  })

  async function fits(response: Response, name: string): Promise<{ [field: string]: unknown }> {
    const body = await response.json()
    const valid = officialSchema(name, 'reports_2021-06-30')
    valid(body)
    expect(valid.errors).toBeNull()
    return body as { [field: string]: unknown }
  }
})

describe.runIf(!existsSync(MODEL))('the official model', () => {
  test('was not compared with: ../shared/data is not here', () => {
    expect(existsSync(MODEL)).toBe(false)
  })
})
