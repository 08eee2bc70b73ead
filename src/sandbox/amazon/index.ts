import { randomUUID } from 'node:crypto'
import type { SimRequest, SimResponse } from '../http.ts'
import { listen } from '../listen.ts'
import { realClock, scaledClock } from '../sim-clock.ts'
import { withDefaults } from './default-options.ts'
import { type AmazonCall, type AmazonCounts, countCalls } from './journal.ts'
import type { AmazonSimOptions, AmazonSimSettings } from './options.ts'
import type { RawCatalogItem } from './raw.ts'
import { operationOf } from './routes.ts'
import { AmazonService } from './service.ts'

export interface AmazonSim {
  /** Base of the catalogue API, without a trailing slash. */
  readonly url: string
  /** Base of `/auth/o2/token`; the same server. */
  readonly lwaUrl: string
  /**
   * The catalogue, open to changes: values are read afresh for every answer. What items are found by is indexed with
   * the first search; the index notices added and removed items, everything else after `reindex()`.
   */
  readonly items: RawCatalogItem[]
  /** Every call in order of arrival. */
  readonly calls: AmazonCall[]
  /** Open to changes while it runs. */
  readonly options: AmazonSimSettings
  counts(): AmazonCounts
  reindex(): void
  close(): Promise<void>
}

/**
 * Serves Catalog Items 2022-04-01 and Login with Amazon over plain HTTP on a loopback address; the `Host` header does
 * not matter.
 */
export async function startAmazonSim(options: AmazonSimOptions & { items: RawCatalogItem[] }): Promise<AmazonSim> {
  const settings = withDefaults(options)
  const clock = scaledClock(options.clock ?? realClock(), options.clockScale ?? 1)
  const service = new AmazonService(options.items, settings, clock)
  const calls: AmazonCall[] = []
  const handle = async (request: SimRequest): Promise<SimResponse> => {
    const call = begin(request, clock.now())
    calls.push(call)
    const response = await service.answer(request, call.operation)
    call.status = response.cut === 'destroy' ? 0 : response.status
    return { ...response, headers: { ...response.headers, 'x-amzn-RequestId': randomUUID() } }
  }
  const server = await listen(handle, { port: options.port ?? 0 })
  return {
    url: server.url,
    lwaUrl: server.url,
    items: options.items,
    calls,
    options: settings,
    counts: () => countCalls(calls),
    reindex: () => service.reindex(),
    close: () => server.close(),
  }
}

function begin(request: SimRequest, at: number): AmazonCall {
  const { method, path } = request
  return { method, path, query: Object.fromEntries(request.query), operation: operationOf(request), status: 0, at }
}
