import type { JsonObject } from '../../model/json.ts'
import { costOf, type Document } from './document.ts'

/** What operations cost: as their documents say, corrected by what answers said of them. */
export class Costs {
  /** How much more than its document says an operation was asked for, at most; less is negative. */
  readonly #more = new Map<string, number>()

  of(document: Document, variables: JsonObject): number {
    return Math.max(0, costOf(document, variables) + (this.#more.get(document.name) ?? 0))
  }

  /** @param requested Points that the answer says were asked for. */
  learn(document: Document, variables: JsonObject, requested: number): void {
    const more = requested - costOf(document, variables)
    const known = this.#more.get(document.name)
    this.#more.set(document.name, known === undefined ? more : Math.max(known, more))
  }
}
