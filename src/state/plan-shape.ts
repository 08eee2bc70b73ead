import { ITEM_ID, SHOP, SHOPS } from '../model/edge-names.ts'
import {
  boolean,
  listOf,
  nullable,
  number,
  object,
  oneOf,
  optional,
  recordOf,
  type Shape,
  shapeOf,
  text,
} from '../model/shape.ts'

const texts = listOf(text)
const counts = recordOf(number)
const entry = (keys: { [key: string]: Shape }) => listOf(shapeOf({ address: text, ...keys }))
const objectOrList: Shape = (value) => (Array.isArray(value) ? null : object(value))
const fields = shapeOf({ targets: optional(texts), attributes: optional(objectOrList) })
/** What many operations have together is looked at once. */
const shared = (shape: Shape): Shape => {
  const known = new WeakSet()
  return (value) => {
    if (typeof value === 'object' && value !== null && known.has(value)) return null
    const problem = shape(value)
    if (problem === null) known.add(value as object)
    return problem
  }
}
const any: Shape = () => null

/** Everything of a plan file that a command relies on, but for its operations. Later keys are optional. */
export const PLAN_SHAPE = shapeOf({
  program: shapeOf({ name: text, version: text }),
  plan_id: text,
  created_at: text,
  workspace: shapeOf({ scope: text, digest: text, files: optional(recordOf(text)) }),
  purpose: optional(shapeOf({ command: oneOf('adopt', 'undo', 'cleanup'), of: optional(text) })),
  selection: shapeOf({
    only: texts,
    addresses: texts,
    exclude: optional(texts),
    style: nullable(text),
    limit: optional(nullable(number)),
    [SHOPS]: optional(texts),
    prune: texts,
    take: optional(shapeOf({ side: oneOf('source', 'target'), attributes: texts })),
    complete: boolean,
    left_out: optional(shapeOf({ listings: number, operations: number })),
  }),
  sources: listOf(
    shapeOf({
      provider: text,
      [SHOP]: text,
      items: number,
      complete: boolean,
      exported_at: text,
      unread: optional(number),
    }),
  ),
  target: shapeOf({
    provider: text,
    account: text,
    name: optional(text),
    read_at: text,
    owned: number,
    canonical: number,
    foreign: number,
  }),
  summary: shapeOf({
    ...Object.fromEntries(
      [
        ...['create', 'update', 'upload', 'link', 'unlink', 'delete', 'unchanged', 'blocked', 'conflicts', 'drift'],
        ...['unadopted', 'attach', 'detach', 'thumbnail', 'reused', 'link_pairs', 'unlink_pairs', 'emptied'],
      ].map((key) => [key, number]),
    ),
    adopt: optional(number),
    unchanged_by_kind: optional(counts),
    by_kind: recordOf(counts),
  }),
  cost: shapeOf({
    plan_reads: number,
    reads: number,
    writes: number,
    weight: optional(number),
    seconds: number,
    binding_window: nullable(
      shapeOf({ limit: number, window_size: number, unit: optional(text), burst: optional(number) }),
    ),
  }),
  matches: shapeOf({
    total: number,
    matched: number,
    unmatched: number,
    ambiguous: number,
    rate: number,
    by_method: counts,
    by_class: recordOf(object),
  }),
  applyable: optional(boolean),
  guards: optional(listOf(shapeOf({ code: text, message: text, hint: text, allowed: boolean }))),
  blocked: entry({ id: text, action: text, code: text, message: text, hint: text }),
  drift: entry({ field: text, last_written: any, live: any, desired: any, decision: oneOf('spared', 'overwritten') }),
  conflicts: entry({ field: text, live: any, desired: any, kind: oneOf('both-moved', 'kept', 'unadopted') }),
  overwrites: optional(
    entry({
      field: text,
      last_written: any,
      live: any,
      desired: any,
      reason: oneOf('drift', 'both-moved', 'unadopted', 'override'),
    }),
  ),
  unmatched: entry({ [ITEM_ID]: text, class: text, code: text, message: text, more: optional(number) }),
  ambiguous: entry({
    [ITEM_ID]: text,
    code: text,
    candidates: listOf(shapeOf({ sku: text, method: text, value: text })),
    more: optional(number),
  }),
  gone: optional(entry({ key: text, since: nullable(text), message: text })),
  stale: optional(entry({ targets: texts, message: text })),
  rejected: optional(entry({ item: text, rule: text, path: text, value: any, message: text, also: optional(texts) })),
  quality: optional(
    shapeOf({
      items: number,
      valid: number,
      rejected: number,
      rate: number,
      rules: listOf(
        shapeOf({
          id: text,
          field: nullable(text),
          severity: text,
          count: number,
          samples: entry({ value: any }),
        }),
      ),
      defaults: counts,
      coverage: shapeOf({ used: texts, unused: texts, missing: texts }),
    }),
  ),
  compared: optional(
    shapeOf({
      spec: text,
      added: texts,
      gone: texts,
      changed: entry({ id: text, fields: listOf(shapeOf({ field: text })) }),
    }),
  ),
  names: optional(recordOf(text)),
  diagnostics: listOf(
    shapeOf({
      severity: oneOf('error', 'warning', 'info'),
      code: text,
      message: text,
      address: nullable(text),
      file: nullable(text),
      line: nullable(number),
      column: nullable(number),
      hint: nullable(text),
    }),
  ),
})

const IMAGE = shapeOf({ slot: text, image: text, asset: text })

const image: Shape = (value) => {
  const { slot, image: id, asset } = (value ?? {}) as { [key: string]: unknown }
  const whole = typeof slot === 'string' && typeof id === 'string' && typeof asset === 'string'
  return whole ? null : IMAGE(value)
}

export const OPERATION_SHAPE = shapeOf({
  id: text,
  address: text,
  action: text,
  kind: optional(text),
  key: optional(text),
  target_id: nullable(text),
  depends_on: texts,
  before: nullable(fields),
  after: fields,
  patch: optional(listOf(object)),
  precondition: text,
  provenance: shared(recordOf(shapeOf({ source: text, path: text }))),
  reason: text,
  risk: oneOf('normal', 'high'),
  refs: recordOf(text),
  baseline: optional(
    shapeOf({
      fields: shared(texts),
      images: optional(listOf(image)),
      links: recordOf(texts),
      item: optional(text),
      members: optional(recordOf(texts)),
      prints: optional(recordOf(nullable(text))),
      text: optional(nullable(text)),
      from_scope: optional(text),
    }),
  ),
})
