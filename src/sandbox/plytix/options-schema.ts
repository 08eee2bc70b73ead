import { count, flag, listOf, milliseconds, object, oneOf, positive, striking, text } from '../schema-parts.ts'

const plytixEffects = [
  ...['429', '500-before', '500-after', 'reset-before', 'reset-after'],
  ...['truncated', 'html', 'slow', '401', '502', '503'],
  ...['answer', 'trickle', 'no-list', 'no-id', 'repeat', 'count'],
]

/** Options of the Plytix simulator. */
export const plytix = object({
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
  linksMoveModified: flag,
  imagesMoveModified: flag,
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
