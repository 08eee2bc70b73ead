import { isEmpty } from '../model/json.ts'
import type { LiveResource } from '../model/live.ts'
import type { Operation } from '../model/plan.ts'
import type { Unfinished } from '../model/run.ts'
import type { TargetTraits } from '../model/target.ts'
import { kindNamed } from '../model/target-kinds.ts'
import type { Stamp } from './baseline.ts'
import type { Done } from './done.ts'
import { meetsBaseline } from './roles.ts'

interface Surroundings {
  check: { traits: TargetTraits }
  options: { unfinished?: Unfinished }
}

/**
 * The baseline that a resource had before an operation wrote it; `undefined` where there can be none, or it is not known.
 * What was noted before an earlier call left counts: the row may show that call's work by now.
 */
export function formerOf(
  operation: Operation,
  live: LiveResource | null,
  { check: { traits }, options: { unfinished } }: Surroundings,
): string | null | undefined {
  const kind = kindNamed(traits, operation.kind)
  if (!kind || !meetsBaseline(operation, kind, traits)) return undefined
  const noted = unfinished?.formers?.get(operation.id)
  if (noted !== undefined) return noted
  if (!live || unfinished?.intents.has(operation.id)) return undefined
  const text = live.fields[traits.baseline.path]
  return typeof text === 'string' ? text : null
}

/**
 * Where baselines are kept elsewhere, a call that was never answered may have cleared the one on the resource: what was
 * noted before it left stands for it.
 */
export function asNoted<T extends LiveResource | null>(
  live: T,
  former: string | null | undefined,
  stamp: Pick<Stamp, 'path' | 'onResource'> | null,
): T {
  if (!live || !stamp || stamp.onResource || typeof former !== 'string' || !isEmpty(live.fields[stamp.path]))
    return live
  return { ...live, fields: { ...live.fields, [stamp.path]: former } }
}

const WRITTEN = ['succeeded', 'adopted']

/** What was written, with the baseline before. */
export function withFormer(done: Done, former: string | null | undefined): Done {
  const { outcome } = done
  if (former === undefined || !(WRITTEN.includes(outcome.outcome) || outcome.target_id !== undefined)) return done
  return { ...done, outcome: { ...outcome, former } }
}
