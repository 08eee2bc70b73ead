import { type Answer, type Request, serve } from './counter.ts'
import type { Depot } from './depot.ts'

/** How requests come to the stall, and answers back. */
export type Line = (request: Request) => Promise<Answer>

/** No usable answer came; nobody says what became of the request. */
export class Silence extends Error {}

/** It was not even looked at. */
export class Busy extends Error {
  readonly milliseconds: number

  constructor(milliseconds: number) {
    super('The stall is busy.')
    this.milliseconds = milliseconds
  }
}

/** @param pause Milliseconds that a request takes. */
export function directLine(depot: Depot, pause = 0): Line {
  return async (request) => {
    await new Promise((resolve) => (pause > 0 ? setTimeout(resolve, pause) : setImmediate(resolve)))
    return serve(depot, request)
  }
}
