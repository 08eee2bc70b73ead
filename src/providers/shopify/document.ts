import type { JsonObject } from '../../model/json.ts'

/** One operation of the Admin API. Tests validate the text of every one against the schema of the version that is asked for. */
export interface Document {
  /** The operation's name in the text; errors and the log call a call of it so. */
  readonly name: string
  /** A document of GraphQL with this operation alone. */
  readonly text: string
  /** True for a mutation: it is not sent again where it may have been executed. */
  readonly write: boolean
  /**
   * Points that Shopify asks for before it runs: scalars 0, an object 1, a mutation 10, a connection
   * 2 + max(1, floor(2 ln n)) times a node. Answers tell the real figure, which is used from then on; a function is for
   * what grows with the variables.
   */
  readonly cost: number | ((variables: JsonObject) => number)
}

export function query(name: string, cost: Document['cost'], text: string): Document {
  return { name, cost, text, write: false }
}

export function mutation(name: string, cost: Document['cost'], text: string): Document {
  return { name, cost, text, write: true }
}

export function costOf({ cost }: Document, variables: JsonObject): number {
  return typeof cost === 'number' ? cost : cost(variables)
}
