import type { SimRequest } from '../http.ts'
import { type Refusal, refusals } from './envelope.ts'
import type { TikTokOperation } from './operations.ts'

interface Route {
  operation: TikTokOperation
  method: string
  /** The last part is the version, where there is one. */
  path: RegExp
  version?: string
}

const ROUTES: readonly Route[] = [
  { operation: 'token', method: 'GET', path: /^\/api\/v2\/token\/get$/ },
  { operation: 'refresh', method: 'GET', path: /^\/api\/v2\/token\/refresh$/ },
  { operation: 'shops', method: 'GET', path: /^\/authorization\/(\d{6})\/shops$/, version: '202309' },
  { operation: 'search', method: 'POST', path: /^\/product\/(\d{6})\/products\/search$/, version: '202502' },
  { operation: 'product', method: 'GET', path: /^\/product\/(\d{6})\/products\/(?!search$)[^/]+$/, version: '202309' },
]

/** The operation that a call asks for, or why there is none. */
export function routeOf({ method, path }: SimRequest): TikTokOperation | Refusal {
  for (const route of ROUTES) {
    const match = route.path.exec(path)
    if (!match) continue
    if (route.version !== undefined && match[1] !== route.version) return refusals.version()
    return method === route.method ? route.operation : refusals.method()
  }
  return refusals.path()
}
