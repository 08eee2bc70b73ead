import type { Exchange } from '../../net/exchange.ts'
import type { Region } from './marketplaces.ts'
import type { Operation, SpApiAnswer, SpApiRequest } from './sp-api.ts'

/** Where the library sends what it is told by name. */
const CALLS: { readonly [operation in Operation]: [method: string, path: string] } = {
  searchCatalogItems: ['GET', '/catalog/2022-04-01/items'],
  searchListingsItems: ['GET', '/listings/2021-08-01/items/{sellerId}'],
  createReport: ['POST', '/reports/2021-06-30/reports'],
  getReport: ['GET', '/reports/2021-06-30/reports/{reportId}'],
  getReportDocument: ['GET', '/reports/2021-06-30/documents/{reportDocumentId}'],
}

interface Attempt {
  /** `null`: that of the region. */
  apiUrl: string | null
  region: Region
  token: string
  attempt: number
  milliseconds: number
}

/** An attempt as the log tells it. @param answer A text says why there is none. */
export function toldCall(request: SpApiRequest, answer: SpApiAnswer | string, attempt: Attempt): Exchange {
  const { operation, path = {}, query = {}, body } = request
  const [method, template] = CALLS[operation]
  const base = attempt.apiUrl?.replace(/\/+$/, '') ?? `https://sellingpartnerapi-${attempt.region}.amazon.com`
  const place = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''))
  const search = new URLSearchParams(query).toString()
  return {
    system: 'Amazon',
    about: { operation, attempt: attempt.attempt },
    ...{ method, url: base + place + (search === '' ? '' : `?${search}`), milliseconds: attempt.milliseconds },
    request: {
      headers: { 'x-amz-access-token': attempt.token },
      text: body === undefined ? '' : JSON.stringify(body),
    },
    answer: typeof answer === 'string' ? { failure: answer } : answer,
  }
}
