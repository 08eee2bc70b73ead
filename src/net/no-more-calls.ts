import { ProviderError } from '../model/errors.ts'

interface Ending {
  code: string
  message: string
  hints: string[]
  /** ISO 8601, UTC; `null`: nobody says. */
  until: string | null
  cause?: unknown
}

/**
 * No further call may be made, or is of any use, for a while: the calls of a day are used up, or nothing is answered for
 * minutes. A read that ends so keeps what it has and can be resumed.
 */
export class NoMoreCalls extends ProviderError {
  readonly until: string | null

  constructor({ code, message, hints, until, cause }: Ending) {
    super(code, message, { hints, cause })
    this.until = until
  }
}
