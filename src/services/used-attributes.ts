import { readsWhole } from '../model/expression-names.ts'
import { rulesOf } from '../model/given-rules.ts'
import type { Providers } from '../model/provider.ts'
import type { QualitySpec } from '../model/quality.ts'
import type { AttributeSpec, Workspace } from '../model/settings.ts'

/** What is read of items. */
export interface ItemRules {
  attributes: AttributeSpec[]
  variants?: AttributeSpec[]
  quality?: QualitySpec | undefined
}

interface Reading {
  workspace: Workspace
  providers: Providers
  /** Further rules for the same items. */
  former?: ItemRules
}

/**
 * Whether anything reads the source's own attributes: a rule of the workspace, one that the target has by itself, or a
 * demand on quality. They are most of an export; where nothing reads them they need not be in memory.
 */
export async function usesAttributes({ workspace, providers, former }: Reading): Promise<boolean> {
  const traits = await providers.get(workspace.settings.target.provider)?.target?.traits(workspace)
  const { attributes, variants = [] } = workspace
  const given = traits?.kinds.flatMap((kind) => rulesOf(kind, { traits, attributes, variants })) ?? []
  const read = [...given.flatMap(expressionsOf), ...expressionsIn(workspace), ...(former ? expressionsIn(former) : [])]
  return read.some((one) => /\battributes\b/.test(one) || readsGroup(one) || readsWhole(one))
}

/** Items of the same group as a whole. */
function readsGroup(expression: string): boolean {
  return /\bgroup\s*[.|[]/.test(expression) && /[@*]/.test(expression)
}

function expressionsIn({ attributes, variants = [], quality }: ItemRules): string[] {
  const demanded = (quality?.rules ?? []).flatMap(({ field, expression }) => [field ?? [], expression ?? []].flat())
  return [...[...attributes, ...variants].flatMap(expressionsOf), ...demanded]
}

function expressionsOf({ from, others = [], named = [], compute }: AttributeSpec): string[] {
  const parts = named.map((one) => one.from)
  return [...(from === null ? [] : [from]), ...others, ...parts, ...(compute ? [compute.base] : [])]
}
