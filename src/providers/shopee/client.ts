import type { SourceCalls } from '../../model/source.ts'
import type { Access } from './access.ts'
import { attempt, type Line } from './calls.ts'
import { isOfClass } from './failure.ts'
import type { ShopOperation } from './operations.ts'
import type { RawRecord } from './raw.ts'
import type { Outgoing } from './transport.ts'

/** Shopee's API for one shop: signed, paced, repeated within bounds, errors typed. */
export class ShopeeClient {
  readonly #line: Line
  readonly #access: Access
  readonly #shopId: string

  constructor(line: Line, access: Access, shopId: string) {
    this.#line = line
    this.#access = access
    this.#shopId = shopId
  }

  /**
   * What the answer holds. A token that is refused is renewed once, and the call repeated once.
   * @throws ShopeeError for a refusal; NoMoreCalls when none may be made, or none is answered, for a while
   */
  async call(operation: ShopOperation, query: Outgoing['query'], signal: AbortSignal): Promise<RawRecord> {
    const token = await this.#access.current(signal)
    try {
      return await this.#callWith(token, { operation, ...(query && { query }) }, signal)
    } catch (error) {
      if (!isOfClass(error, 'token')) throw error
      const next = await this.#access.renewed(token, signal)
      return this.#callWith(next, { operation, ...(query && { query }) }, signal)
    }
  }

  /** Attempts that have left. */
  get calls(): number {
    return this.#line.transport.calls
  }

  totals(): SourceCalls {
    const { steady, transport, tempo, budget } = this.#line
    const windows = [tempo.use(), ...budget.use()]
    return { ...steady.totals, calls: transport.calls, sign_ins: this.#access.renewals, windows }
  }

  #callWith(accessToken: string, call: Pick<Outgoing, 'operation' | 'query'>, signal: AbortSignal) {
    const shop = { accessToken, shopId: this.#shopId }
    const outgoing = { ...call, shop, about: this.#shopId }
    return this.#line.steady.call((number) => attempt(this.#line, { ...outgoing, attempt: number }), signal)
  }
}
