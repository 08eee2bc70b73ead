import type { JsonObject } from '../../../../src/model/json.ts'
import type { TargetWorkspace } from '../../../../src/model/provider.ts'
import { parseTarget } from '../../../../src/providers/shopify/target/settings.ts'
import { workspaceOf } from '../../../contract/workspace.ts'
import { spec } from '../../../support/boots.ts'

/** Types of metafields by label; `null` for what is none. */
interface Rules {
  [label: string]: string | null
}

/** A workspace of a shop without files. @param section Of `target.shopify` */
export function plainWorkspace(
  section: JsonObject = {},
  attributes: Rules = {},
  variants: Rules = {},
): TargetWorkspace {
  const { settings } = workspaceOf()
  const specs = (rules: Rules) =>
    Object.entries(rules).map(([label, type]) => spec(label, type === null ? {} : { type }))
  const target = parseTarget({ shop: 'sandbox', ...section })
  const all = { ...settings, target } as TargetWorkspace['settings']
  return { settings: all, attributes: specs(attributes), variants: specs(variants) }
}
