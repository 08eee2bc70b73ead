import { type Baseline, formatBaseline, parseBaseline } from '../model/baseline.ts'
import type { Fields } from '../model/fields.ts'
import type { Digest } from '../model/json.ts'
import type { KindTraits } from '../model/kinds.ts'
import type { LiveResource } from '../model/live.ts'
import { printOf } from '../model/members.ts'
import type { BaselineChange } from '../model/plan.ts'
import { writtenPaths } from '../model/precondition.ts'

/** What a run puts on every baseline it writes. */
export interface Stamp {
  /** The kinds that carry baselines. */
  kinds: readonly string[]
  /** Path of the field that holds them. */
  path: string
  account: string
  scope: string
  run: string
  digest: Digest
  /** False: baselines are kept in the state. */
  onResource: boolean
}

/** A write with all references resolved. */
export interface ResolvedFields {
  kind: KindTraits
  key: string
  fields: Fields
  /** `null` when the write leaves the gallery alone. */
  images: Baseline['images'] | null
  /** The resource as it is now, `null` for a create. */
  live: LiveResource | null
}

/**
 * The text of the baseline after the write, `null` for none: what it was, with the fingerprints of the written fields
 * renewed; or word for word what the plan says.
 */
export function nextBaseline(change: BaselineChange, resolved: ResolvedFields, stamp: Stamp): string | null {
  if (change.text !== undefined) return change.text
  const { kind, key, fields, images, live } = resolved
  const { account, scope, run, digest } = stamp
  const current = ownBaseline(live, key, stamp)
  const written = new Set(writtenPaths(fields, kind))
  const item = change.item ?? current?.item
  const renewed = change.fields
    .filter((path) => written.has(path) && !(fields[path] === null && change.prints?.[path] === null))
    .map((path) => [path, printOf(kind.field(path), change.members?.[path] ?? fields[path], digest)])
  const next: Baseline = {
    account,
    sku: key,
    scope,
    run,
    created: live === null || (current?.created ?? false),
    fields: withPrints(current?.fields ?? {}, { ...change.prints, ...Object.fromEntries(renewed) }),
    images: images ?? current?.images ?? [],
    links: { ...current?.links, ...change.links },
    ...(item === undefined ? {} : { item }),
  }
  return formatBaseline(next, digest)
}

function withPrints(known: Baseline['fields'], changes: { [path: string]: string | null }): Baseline['fields'] {
  const all = Object.entries({ ...known, ...changes })
  return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== null))
}

/** A baseline under another key came with a copy and says nothing about this one. */
function ownBaseline(
  live: LiveResource | null,
  key: string,
  { path, digest }: Pick<Stamp, 'path' | 'digest'>,
): Baseline | null {
  const found = parseBaseline(live?.fields[path], digest)
  return found?.sku === key ? found : null
}

/** True when the baseline of a resource says all that the next one would; which run wrote it makes no difference. */
export function saysAlready(
  live: LiveResource,
  next: string | null,
  { path, digest }: Pick<Stamp, 'path' | 'digest'>,
): boolean {
  const text = live.fields[path]
  if ((typeof text === 'string' ? text.trim() : '') === (next ?? '').trim()) return true
  const [there, wanted] = [text, next].map((one) => parseBaseline(one, digest))
  if (!there || !wanted) return false
  return formatBaseline({ ...there, run: '' }, digest) === formatBaseline({ ...wanted, run: '' }, digest)
}

/** The same for what a create found: it is not known to be made by this program, so nothing may ever delete it. */
export function asFound(text: string, digest: Digest): string {
  const baseline = parseBaseline(text, digest)
  return baseline === null ? text : formatBaseline({ ...baseline, created: false }, digest)
}
