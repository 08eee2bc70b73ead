import { ProviderError } from '../../../src/model/errors.ts'
import { plainReport } from '../../../src/model/export.ts'
import type { ItemFields } from '../../../src/model/item.ts'
import type { Json } from '../../../src/model/json.ts'
import { HTTP_CALL } from '../../../src/model/log.ts'
import type { ProviderContext } from '../../../src/model/provider.ts'
import type { Source, SourceContext, SourceRequest, SourceResult } from '../../../src/model/source.ts'
import { wareFacts, wareRows } from '../bazaar/facts.ts'
import type { FairWare } from './service.ts'
import { accessOf } from './tokens.ts'

export const FAIR = wareFacts('fair', 'Fair')

/** Why a read ends before its end. */
class Ended extends Error {
  readonly unfinished: NonNullable<SourceResult['unfinished']>
  constructor(unfinished: NonNullable<SourceResult['unfinished']>) {
    super(unfinished.message)
    this.unfinished = unfinished
  }
}

/** Lists page by page, and asks for the details of what is new or has changed. */
export function createFair(context: ProviderContext): Source {
  return {
    name: FAIR.name,
    title: FAIR.title,
    async read(request, { before, memo }, signal) {
      const reading = new Reading(request, memo, context)
      const found: ItemFields[] = []
      const former = await before()
      try {
        for (let page = 0, more = true; more; page += 1) {
          signal.throwIfAborted()
          const list = await reading.ask<Listed>(`/wares?stall=${request.shop}&page=${page}`)
          more = list.more
          for (const { id, updated } of list.wares) {
            const known = former?.get(id)
            if (known?.updated === updated) found.push(known, ...sizesOf(known, former))
            else found.push(...rowsOf(await reading.ask<FairWare>(`/ware?stall=${request.shop}&id=${id}`)))
          }
        }
      } catch (error) {
        if (error instanceof Ended) return reading.result(found, error.unfinished)
        throw error
      }
      return reading.result(found)
    },
  }
}

function sizesOf(known: ItemFields, former: ReadonlyMap<string, ItemFields> | null | undefined): ItemFields[] {
  return (known.child_asins as string[]).flatMap((id) => {
    const size = former?.get(id)
    return size ? [size] : []
  })
}

function rowsOf(ware: FairWare): ItemFields[] {
  return wareRows(ware).map((row) => ({ ...row, updated: ware.updated }))
}

interface Listed {
  wares: { id: string; updated: string }[]
  more: boolean
}

class Reading {
  readonly #request: SourceRequest
  readonly #memo: SourceContext['memo']
  readonly #context: ProviderContext
  #calls = 0
  constructor(request: SourceRequest, memo: SourceContext['memo'], context: ProviderContext) {
    this.#request = request
    this.#memo = memo
    this.#context = context
  }

  async ask<T>(path: string): Promise<T> {
    const known = this.#memo.recall(path)
    if (known !== undefined) return known as T
    const { FAIR_URL: url = '' } = this.#context.values
    const began = performance.now()
    const headers = { authorization: await accessOf(this.#request.shop, this.#context) }
    const response = await fetch(url + path, { headers }).catch((cause) => {
      throw new ProviderError('fair-unreachable', 'The fair cannot be reached.', { cause })
    })
    const body = (await response.json()) as { until?: string }
    this.#count(path.slice(1, path.indexOf('?')), response.status, performance.now() - began)
    if (response.status === 503) throw ended('fair-closed', 'The fair is closed.', null)
    if (response.status === 429)
      throw ended('fair-quota', "The fair's quota of the day is used up.", body.until ?? null)
    if (!response.ok) throw new ProviderError('fair-refused', `The fair refuses: ${response.status}.`)
    this.#memo.keep(path, body as Json)
    return body as T
  }

  #count(operation: string, status: number, ms: number): void {
    this.#calls += 1
    this.#context.log.write('debug', HTTP_CALL, { operation, status, ms })
  }

  result(all: ItemFields[], unfinished?: SourceResult['unfinished']): SourceResult {
    const items = all.slice(0, this.#request.limit ?? all.length)
    return {
      items,
      complete: unfinished === undefined && items.length === all.length,
      query: {},
      counts: {},
      report: plainReport(),
      rejected: [],
      calls: { calls: this.#calls, retried: 0, throttled: 0, sign_ins: 0 },
      diagnostics: [],
      ...(unfinished ? { unfinished } : {}),
    }
  }
}

function ended(code: string, message: string, until: string | null): Ended {
  return new Ended({ code, message, until })
}
