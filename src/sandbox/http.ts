export interface SimRequest {
  method: string
  /** Without the query, still percent-encoded. */
  path: string
  query: URLSearchParams
  /** Names in lower case; repeated headers joined with commas. */
  headers: { [name: string]: string }
  /** The raw text, whatever the content type says. */
  body: string
}

export interface SimResponse {
  status: number
  headers?: { [name: string]: string }
  /** Texts and bytes are sent as they are; anything else as JSON; `undefined` sends no body. */
  body?: unknown
  /** `destroy`: the connection is cut without an answer. `truncate`: it is cut in the middle of the body. */
  cut?: 'destroy' | 'truncate'
  /** Milliseconds from one byte of the body to the next; absent: it comes at once. */
  trickle?: number
  /** Told when the answer has been handed to the network. */
  sent?: () => void
}

export type SimHandler = (request: SimRequest) => SimResponse | Promise<SimResponse>

/** The parsed body, or the reason why it is not JSON. An empty body is `undefined`. */
export function parseJsonBody(body: string): { value: unknown } | { problem: string } {
  if (body.trim() === '') return { value: undefined }
  try {
    return { value: JSON.parse(body) }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}
