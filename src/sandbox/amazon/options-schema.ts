import { count, flag, listOf, milliseconds, object, oneOf, positive, striking, text } from '../schema-parts.ts'
import { OPERATIONS } from './operations.ts'

const bucket = object({ rate: positive, burst: count }, ['rate', 'burst'])
const marketplace = oneOf('US', 'CA', 'MX', 'BR')

/** Options of the Amazon simulator. */
export const amazon = object({
  clientId: text,
  clientSecret: text,
  refreshToken: text,
  marketplace: { anyOf: [marketplace, listOf(marketplace)] },
  brandSpaces: oneOf('underscore', 'plain', 'both'),
  limits: object(Object.fromEntries(OPERATIONS.map((name) => [name, bucket]))),
  clockScale: positive,
  latencyMs: milliseconds,
  searchCap: count,
  rolledUp: listOf(text),
  rollUp: flag,
  missingRole: flag,
  refuseAttributes: flag,
  losesIdentifierPages: flag,
  hiddenParents: flag,
  leakyBrands: flag,
  emptyPage: count,
  emptyPageEnds: flag,
  refusedPage: count,
  pageOverlap: count,
  refusedAsins: listOf(text),
  heavyAsins: listOf(text),
  sellerId: text,
  listingsCap: count,
  missingReportsRole: flag,
  report: object({
    looks: { type: 'integer', minimum: 0 },
    outcome: oneOf('DONE', 'CANCELLED', 'FATAL'),
    gzip: flag,
    charset: oneOf('Cp1252', 'UTF-8'),
    language: oneOf('en', 'de'),
    urlSeconds: positive,
  }),
  rateHeader: text,
  tokenSeconds: { type: 'number' },
  faults: listOf(
    object(
      {
        effect: oneOf('429', '500', 'reset', 'html', 'slow', 'expired-token', 'answer', 'trickle'),
        operation: oneOf('token', 'download', ...OPERATIONS),
        ...striking,
      },
      ['effect'],
    ),
  ),
})
