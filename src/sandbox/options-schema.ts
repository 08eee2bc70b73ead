import { OPERATIONS } from './amazon/options.ts'

// What can be said in a file: everything of the simulators' options but functions, clocks and ports.

const flag = { type: 'boolean' }
const text = { type: 'string', minLength: 1 }
const count = { type: 'integer', minimum: 1 }
const milliseconds = { type: 'number', minimum: 0 }
const positive = { type: 'number', exclusiveMinimum: 0 }

type Properties = { [key: string]: object }

function object(properties: Properties, required: string[] = []) {
  return { type: 'object', additionalProperties: false, properties, required }
}

function oneOf(...values: (string | number)[]) {
  return { enum: values }
}

function listOf(items: object) {
  return { type: 'array', items }
}

const striking = {
  nth: count,
  every: count,
  probability: { type: 'number', minimum: 0, maximum: 1 },
  seed: { type: 'integer' },
  ms: milliseconds,
  status: { type: 'integer', minimum: 200, maximum: 599 },
  headers: { type: 'object', additionalProperties: { type: 'string' } },
  body: {},
}

const bucket = object({ rate: positive, burst: count }, ['rate', 'burst'])
const marketplace = oneOf('US', 'CA', 'MX', 'BR')

const amazon = object({
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

const plytixEffects = [
  ...['429', '500-before', '500-after', 'reset-before', 'reset-after'],
  ...['truncated', 'html', 'slow', '401', '502', '503'],
  ...['answer', 'trickle', 'no-list', 'no-id', 'repeat', 'count'],
]

const plytix = object({
  apiKey: text,
  apiPassword: text,
  account: object({ id: text, name: text }, ['id', 'name']),
  limits: listOf(object({ limit: count, window_size: positive }, ['limit', 'window_size'])),
  windowKind: oneOf('fixed', 'sliding'),
  authLimit: count,
  throttleTtl: flag,
  clockScale: positive,
  latencyMs: milliseconds,
  searchDelayMs: milliseconds,
  asyncDelayMs: milliseconds,
  unstableOrder: flag,
  orderedCap: count,
  galleryInWrite: flag,
  cutTexts: { type: 'object', additionalProperties: { type: 'integer', minimum: 0 } },
  v2References: oneOf('objects', 'ids'),
  dateSuffixV2: flag,
  familyDropsOutside: flag,
  familyMissingStatus: oneOf(404, 500),
  contentUploadFails: flag,
  claims: { type: 'object' },
  planMode: flag,
  faults: listOf(
    object(
      {
        effect: oneOf(...plytixEffects),
        method: text,
        path: { type: 'string', format: 'regex' },
        kind: oneOf('auth', 'read', 'write'),
        ttl: milliseconds,
        window_size: positive,
        count: {},
        ...striking,
      },
      ['effect'],
    ),
  ),
})

export const OPTIONS_SCHEMA = object({ plytix, amazon })
