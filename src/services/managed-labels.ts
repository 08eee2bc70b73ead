import { rulesOf } from '../model/given-rules.ts'
import type { Workspace } from '../model/settings.ts'
import type { TargetTraits } from '../model/target.ts'

/** Labels of all that rules fill, of the workspace and of the target; those of the workspace first. */
export function managedLabels(workspace: Pick<Workspace, 'attributes' | 'variants'>, traits: TargetTraits): string[] {
  const { attributes, variants = [] } = workspace
  const given = traits.kinds.flatMap((kind) => rulesOf(kind, { ...workspace, traits }).filter((one) => one.given))
  return [...new Set([...attributes, ...variants, ...given].map(({ label }) => label))]
}
