/** A request as it came in. */
export interface SimCall {
  method: string
  path: string
  kind: 'query' | 'mutation' | 'token' | 'other'
  /** Names of the root fields, in their order. */
  fields: string[]
  /** 0: the connection was destroyed. */
  status: number
  /** `extensions.code` of the first top-level error. */
  code: string | null
  requestedCost: number | null
  actualCost: number | null
  /** Milliseconds since 1970 on the simulator's clock, when the call came in. */
  at: number
}

/** A root field of a mutation that was executed, in the order of execution. */
export interface Journal {
  field: string
  args: object
  /** Number of errors; 0 means that it was done. */
  userErrors: number
  at: number
}
