/** What counts as an ASIN in data; ten-digit ones are ISBNs. */
const ASIN = /^[A-Z0-9]{10}$/

/**
 * What Amazon takes in a request. One code of another form fails its whole batch without being named
 * (amzn/selling-partner-api-models#2894, selling-partner-api-docs#2543).
 */
const REQUESTABLE = /^(?:[0-9]{9}[0-9X]|[A-Z][A-Z0-9]{9})$/

export function isAsin(value: unknown): value is string {
  return typeof value === 'string' && ASIN.test(value)
}

export function isRequestable(asin: string): boolean {
  return REQUESTABLE.test(asin)
}
