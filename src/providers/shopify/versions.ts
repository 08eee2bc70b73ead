/** The version of the Admin API that this program was written against. */
export const VERSION = '2026-07'

/** Those whose schemas the documents were checked against. */
export const VERSIONS = ['2026-01', '2026-04', '2026-07', '2026-10'] as const

/** Versions begin four times a year at this hour (UTC), and are served for twelve months (shopify.dev, API versioning). */
const HOUR = 17
const FORM = /^(\d{4})-(01|04|07|10)$/

/** When a version is not served any more, milliseconds since 1970; `null` for what is none, such as `unstable`. */
export function endOf(version: string): number | null {
  const [, year, month] = FORM.exec(version) ?? []
  return year === undefined ? null : Date.UTC(Number(year) + 1, Number(month) - 1, 1, HOUR)
}
