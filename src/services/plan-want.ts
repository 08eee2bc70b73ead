import { flatten } from '../model/fields.ts'
import type { Digest } from '../model/json.ts'
import type { Want } from '../model/live.ts'
import type { Operation, Plan } from '../model/plan.ts'
import type { Workspace } from '../model/settings.ts'
import type { TargetTraits } from '../model/target.ts'
import { mainKind, partGroups } from '../model/target-kinds.ts'
import { wantOf } from './plan.ts'

/** What to read for a plan: what it is about counts, also where the workspace does not manage it any more. */
export function wantForPlan({ operations }: Pick<Plan, 'operations'>, workspace: Workspace, reading: Reading): Want {
  const { traits, digest } = reading
  const want = wantOf(workspace, traits, digest)
  const main = mainKind(traits)
  const paths = new Set(want.paths)
  for (const operation of operations)
    if (operation.kind === main.name) for (const path of pathsOf(operation, traits)) paths.add(path)
  return { ...want, paths: [...paths] }
}

interface Reading {
  traits: TargetTraits
  digest: Digest
}

/** Only what stands in a group may be asked for by name; a resource's own fields are always read. */
function pathsOf({ before, after }: Operation, traits: TargetTraits): string[] {
  const { groups, keyField } = mainKind(traits)
  const parts = partGroups(traits)
  const paths = [before ?? {}, after].flatMap((nested) => Object.keys(flatten(nested, groups, parts)))
  return paths.filter((path) => path !== keyField && groups.some((group) => path.startsWith(`${group}.`)))
}
