import type { SimRequest } from '../http.ts'
import type { AmazonOperation } from './operations.ts'

const ITEMS = '/catalog/2022-04-01/items'
const LISTINGS = '/listings/2021-08-01/items/'
const REPORTS = '/reports/2021-06-30/reports'
const DOCUMENTS = '/reports/2021-06-30/documents/'
/** Where documents of reports lie. */
export const DOWNLOADS = '/documents/'

/** The operation that a call asks for; `null` for a path or method that does not exist. */
export function operationOf({ method, path }: SimRequest): AmazonOperation | null {
  if (method === 'POST' && path === '/auth/o2/token') return 'token'
  if (method === 'POST' && path === REPORTS) return 'createReport'
  if (method !== 'GET') return null
  if (path === ITEMS) return 'searchCatalogItems'
  if (path.startsWith(`${ITEMS}/`)) return 'getCatalogItem'
  if (path.startsWith(LISTINGS) && !path.slice(LISTINGS.length).includes('/')) return 'searchListingsItems'
  if (path.startsWith(`${REPORTS}/`)) return 'getReport'
  if (path.startsWith(DOCUMENTS)) return 'getReportDocument'
  return path.startsWith(DOWNLOADS) ? 'download' : null
}
