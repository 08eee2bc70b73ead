import { rulesOf } from '../model/given-rules.ts'
import type { Providers } from '../model/provider.ts'
import type { AttributeSpec, Workspace } from '../model/settings.ts'

/**
 * Whether anything reads the source's own attributes: a rule of the workspace, one that the target has by itself, or a
 * demand on quality. They are most of an export; where nothing reads them they need not be in memory.
 */
export async function usesAttributes(workspace: Workspace, providers: Providers): Promise<boolean> {
  const { attributes, variants = [], quality, settings } = workspace
  const traits = await providers.get(settings.target.provider)?.target?.traits(workspace)
  const given = traits?.kinds.flatMap((kind) => rulesOf(kind, { traits, attributes, variants })) ?? []
  const demanded = (quality?.rules ?? []).flatMap(({ field, expression }) => [field ?? [], expression ?? []].flat())
  const read = [...[...attributes, ...variants, ...given].flatMap(expressionsOf), ...demanded]
  return read.some((one) => /\battributes\b|@|\*/.test(one))
}

function expressionsOf({ from, others = [], named = [], compute }: AttributeSpec): string[] {
  return [
    ...(from === null ? [] : [from]),
    ...others,
    ...named.map((one) => one.from),
    ...(compute ? [compute.base] : []),
  ]
}
