import type { Baseline } from '../model/baseline.ts'
import type { Fields } from '../model/fields.ts'
import type { KindTraits } from '../model/kinds.ts'
import type { Address, Operation } from '../model/plan.ts'
import { comparedPaths } from '../model/precondition.ts'
import type { Change } from '../model/target.ts'
import { nextBaseline } from './baseline.ts'
import type { Ids } from './ids.ts'
import { splitParts } from './parts.ts'
import { createReferences, type References } from './references.ts'
import { type Flat, flat, type ResolveContext, type Resolved, unresolved, unsupported } from './resolution.ts'
import { resolveFields } from './resolve-fields.ts'
import { findSubject } from './resolve-subject.ts'

/** Turns an operation into a change: addresses become the target's ids, and lists are what the kind takes. */
export function resolve(operation: Operation, ids: Ids, context: ResolveContext): Resolved {
  const given = flat(operation, context.traits)
  if (!given?.kind.can.includes(operation.action)) return unsupported(operation)
  const references = createReferences(operation, ids)
  const fields = resolveFields(given, { references, context, ids })
  const images = resolveImages(operation, references)
  const [unknown] = references.unknown
  if (unknown !== undefined) return unresolved(unknown)
  return complete(given, { fields, images, leftOut: [...references.leftOut] }, { ids, context })
}

interface Gathered {
  fields: Fields
  images: Baseline['images'] | null
  leftOut: Address[]
}

function complete(
  given: Flat,
  { fields, images, leftOut }: Gathered,
  { ids, context }: { ids: Ids; context: ResolveContext },
): Resolved {
  const { operation, kind } = given
  const { key } = operation
  const { stamp, live, traits } = context
  const subject = findSubject(given, ids)
  if ('unknown' in subject) return unresolved(subject.unknown)
  const { id, needs } = subject
  const carries = stamp?.kinds.includes(kind.name) ? stamp : null
  const next =
    carries && operation.baseline
      ? nextBaseline(operation.baseline, { kind, key, fields, images, live }, carries)
      : undefined
  const all = carries?.onResource && next !== undefined ? { ...fields, [carries.path]: next } : fields
  const { own, parts } = splitParts(all, { kind, traits, live })
  const change: Change = {
    action: id === null ? 'create' : 'update',
    kind: kind.name,
    key,
    id,
    ...(live?.revision === undefined ? {} : { revision: live.revision }),
    fields: own,
    parts,
    volatile: carries ? volatilePaths(operation, all, { kind, path: carries.path }) : [],
    needs,
    ...(carries ? { scope: carries.scope } : {}),
  }
  return { ok: true, change, fields: all, leftOut, ...(next === undefined ? {} : { baseline: next }) }
}

/** What the baseline does not remember changes from run to run, and so does the baseline, which names its run. */
function volatilePaths({ baseline }: Operation, fields: Fields, { kind, path }: { kind: KindTraits; path: string }) {
  if (!baseline) return [path]
  const compared = new Set(comparedPaths(fields, baseline, kind))
  return Object.keys(fields).filter((one) => !compared.has(one) && !kind.field(one).apart)
}

function resolveImages({ baseline }: Operation, references: References): Baseline['images'] | null {
  if (!baseline?.images) return null
  return baseline.images.flatMap(({ slot, image, asset }) =>
    // One that people removed is shown by nothing, and stays remembered.
    (asset === '' ? [''] : references.find(asset, true)).map((id) => ({ slot, image, asset: id })),
  )
}
