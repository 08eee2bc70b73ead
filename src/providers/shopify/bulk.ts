import { type Clock, elapsedOf } from '../../model/clock.ts'
import type { Memo } from '../../model/source.ts'
import { BULK_OPERATION, RUN_BULK_QUERY } from './documents.ts'
import { ShopifyError } from './failure.ts'
import { asCount, asRecord, asText, type RawRecord } from './raw.ts'
import type { Session } from './session.ts'
import { payloadOf, refusedBy, userErrorsOf } from './user-errors.ts'

export interface BulkContext {
  session: Session
  memo: Memo
  clock: Clock
  /** Told how many objects are in the file so far. */
  onProgress: (objects: number) => void
}

/** What to have written. */
export interface BulkQuery {
  /** Tells it from others of the same read. */
  name: string
  text: string
  /** True: what belongs to an object follows it, in the shop's order. It takes longer. */
  grouped: boolean
}

/** How an operation ended. */
export interface BulkEnd {
  /** False: it failed, and the file holds what was written until then. */
  whole: boolean
  /** Good for seven days for whoever has it; `null`: nothing was found, or written. */
  url: string | null
  /** Lines of the file, and how many of them are products. */
  objects: number
  roots: number
  /** Why it failed. */
  reason: string
}

/** Seconds between looks; the last one is for all that follow. */
const PAUSES = [1, 1, 2, 3, 5, 10]
/** Milliseconds in which nothing more is written, and the operation is taken to be lost. */
const STANDSTILL_MS = 3600_000
/** Five run at once (bulk operations of 2026-01 and later): others' may take long. */
const TURN_SECONDS = 10
const MAX_TURNS = 180

/** Has Shopify write a file, and waits until it is there; one that was begun before an interruption is taken up. */
export class BulkRead {
  readonly #context: BulkContext
  readonly #query: BulkQuery
  /** Operations of this read, with the present one. */
  tried = 1

  constructor(query: BulkQuery, context: BulkContext) {
    this.#query = query
    this.#context = context
  }

  /** Begins, so that it can be waited for later. @throws ShopifyError, NoMoreCalls */
  async start(): Promise<string> {
    const { memo } = this.#context
    const key = `${this.#query.name} operation ${this.tried}`
    const known = memo.recall(key)
    if (typeof known === 'string') return known
    const id = await this.#run()
    memo.keep(key, id)
    return id
  }

  /** @throws ShopifyError, NoMoreCalls */
  async finish(): Promise<BulkEnd> {
    return this.#wait(await this.start())
  }

  /** What it has written cannot be used: another operation is begun. */
  again(): void {
    this.tried += 1
  }

  async #run(): Promise<string> {
    const { session } = this.#context
    const { text, grouped } = this.#query
    for (let turn = 1; ; turn += 1) {
      const payload = payloadOf(
        await session.query(RUN_BULK_QUERY, { query: text, groupObjects: grouped }),
        'bulkOperationRunQuery',
      )
      const errors = userErrorsOf(payload)
      const id = asText(asRecord(payload.bulkOperation).id)
      if (errors.length === 0 && id !== null) return id
      if (!errors.some(isForTurn) || turn === MAX_TURNS) throw refusedBy(RUN_BULK_QUERY, errors)
      await session.wait(TURN_SECONDS * 1000)
    }
  }

  async #wait(id: string): Promise<BulkEnd> {
    const { session, clock, onProgress } = this.#context
    let most = -1
    let moved = elapsedOf(clock)
    for (let look = 0; ; look += 1) {
      const { bulkOperation } = await session.query(BULK_OPERATION, { id })
      const end = endOf(asRecord(bulkOperation))
      if (end) return end
      const objects = asCount(asRecord(bulkOperation).objectCount) ?? 0
      if (objects > most) {
        most = objects
        moved = elapsedOf(clock)
        onProgress(objects)
      }
      if (elapsedOf(clock) - moved > STANDSTILL_MS) return failedBecause('it stands still')
      await session.wait((PAUSES[Math.min(look, PAUSES.length - 1)] as number) * 1000)
    }
  }
}

/** As many as may run at once do. */
function isForTurn({ code }: { code: string | null }): boolean {
  return code === 'OPERATION_IN_PROGRESS' || code === 'LIMIT_REACHED'
}

const RUNNING: ReadonlySet<string> = new Set(['CREATED', 'RUNNING', 'CANCELING'])

/** `null` while it runs. Counts are texts. */
function endOf(operation: RawRecord): BulkEnd | null {
  const status = asText(operation.status)
  if (status === null) return failedBecause('Shopify does not know it any more')
  if (RUNNING.has(status)) return null
  const counts = { objects: asCount(operation.objectCount) ?? 0, roots: asCount(operation.rootObjectCount) ?? 0 }
  if (status === 'COMPLETED') return { whole: true, url: asText(operation.url), reason: '', ...counts }
  const code = asText(operation.errorCode)
  const reason = `it ended as ${status}${code === null ? '' : ` (${code})`}`
  return { whole: false, url: asText(operation.partialDataUrl), reason, ...counts }
}

function failedBecause(reason: string): BulkEnd {
  return { whole: false, url: null, objects: 0, roots: 0, reason }
}

/** An operation that ended without anything that could be used. */
export function nothingWritten(reason: string): ShopifyError {
  const operation = RUN_BULK_QUERY.name
  return new ShopifyError('unavailable', {
    message: `Shopify does not write the products of the shop: ${reason}.`,
    hints: ['Try again later.', 'Where it says ACCESS_DENIED, "sync doctor" lists the access scopes that are lacking.'],
    call: { system: 'Shopify', operation, status: 200, service_code: null, fields: [], request_id: null },
    maybeExecuted: false,
  })
}
