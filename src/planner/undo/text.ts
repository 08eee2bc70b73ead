import { type Baseline, formatBaseline, parseBaseline } from '../../model/baseline.ts'
import { texts } from '../../model/fields.ts'
import type { Digest, Json } from '../../model/json.ts'
import type { LiveResource } from '../../model/live.ts'
import { resourcePrecondition } from '../../model/precondition.ts'
import type { UndoContext } from './context.ts'
import type { Deed } from './deeds.ts'

export interface PutBack {
  /** Paths that hold again what they held before. */
  paths: readonly string[]
  /** The gallery as it will be, by ids; `null` when it is left alone. */
  gallery: Json
  /** True when everything that was written is put back. */
  all: boolean
}

/**
 * The text of the baseline once an operation is undone. The whole former text comes back with everything else; of what
 * is put back in part, the fingerprints that were there before.
 */
export function textAfter(deed: Deed, given: { live: LiveResource; done: PutBack }, context: UndoContext): Json {
  const { digest, traits } = context.input
  const { live, done } = given
  const text = live.fields[traits.baseline.path] ?? null
  const baseline = parseBaseline(text, digest)
  // Without a baseline that can be believed nothing is known to be ours, and undoing does not change that.
  if (baseline?.sku !== live.key) return text
  const former = formerText(deed, context)
  if (done.all && former !== undefined && isOfDeed(deed, { text, baseline }, context.input.run)) return former
  return revised(baseline, { deed, former, done, digest })
}

/** True when the last write of the baseline was this one. */
export function isOfDeed(
  { operation }: Deed,
  { text, baseline }: { text: Json; baseline: Baseline | null },
  run: string | null,
): boolean {
  const given = operation.baseline?.text
  if (given !== undefined) return trimmed(given) === trimmed(text)
  return run === null || baseline?.run === run
}

function trimmed(text: Json): Json {
  return typeof text === 'string' ? text.trim() : null
}

/** The text that the baseline had before: as the run noted it, or none where the plan proves that there was none. */
export function formerText(deed: Deed, { input, ids }: UndoContext): string | null | undefined {
  const { operation, kind, before, outcome } = deed
  if (outcome?.former !== undefined) return outcome.former
  const path = input.traits.baseline.path
  const remembered = new Set(operation.baseline?.fields)
  const { gallery, main } = kind.images ?? { gallery: null, main: null }
  const paths = Object.keys(before).filter((one) => remembered.has(one) || one === gallery || one === main)
  const fields = Object.fromEntries(paths.map((one) => [one, ids.stored(kind.field(one), before[one])]))
  const bare = { kind: kind.name, key: operation.key, id: operation.target_id ?? '', fields }
  const sealed = resourcePrecondition({ paths, live: bare, kind, baseline: path }, input.digest)
  return sealed === operation.precondition ? null : undefined
}

interface Revision {
  deed: Deed
  former: string | null | undefined
  done: PutBack
  digest: Digest
}

function revised(baseline: Baseline, { deed, former, done, digest }: Revision): string {
  const earlier = parseBaseline(former ?? undefined, digest)
  const fields = { ...baseline.fields }
  for (const path of [...done.paths, ...Object.keys(deed.operation.baseline?.prints ?? {})]) {
    const print = earlier?.fields[path]
    if (print === undefined) delete fields[path]
    else fields[path] = print
  }
  const shown = new Set(texts(done.gallery ?? []))
  const images =
    done.gallery === null
      ? baseline.images
      : (earlier?.images ?? baseline.images).filter(({ asset }) => shown.has(asset))
  return formatBaseline({ ...baseline, fields, images }, digest)
}
