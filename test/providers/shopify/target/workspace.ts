import { loadWorkspace } from '../../../../src/config/index.ts'
import type { KindTraits } from '../../../../src/model/kinds.ts'
import type { TargetWorkspace } from '../../../../src/model/provider.ts'
import { shopifyTraits } from '../../../../src/providers/shopify/target/traits.ts'
import { workspaceFolder } from '../../../config/workspace-files.ts'
import { providers } from '../../../support/providers.ts'

export interface WorkspaceParts {
  /** What stands under `target.shopify`, as YAML in braces. */
  target?: string
  /** Lines under `attributes:` and `variants:`. */
  attributes?: string[]
  variants?: string[]
  policy?: string
}

const TITLE = 'title: { from: item_name, write: always }'

/** A workspace of a file and a shop, as the program reads it. */
export function workspaceOf({ target = '{ shop: sandbox }', policy, ...specs }: WorkspaceParts = {}): TargetWorkspace {
  const { attributes = [TITLE], variants = [] } = specs
  const lines = (entries: string[]): string => entries.map((line) => `  ${line}\n`).join('')
  const cwd = workspaceFolder({
    'sync.yaml': `version: 1\nscope: boots\nsource: { file: { path: a.csv, key: sku } }\ntarget: { shopify: ${target} }\n${policy === undefined ? '' : `policy: ${policy}\n`}`,
    'specs/attributes.yaml': `version: 1\nattributes:\n${lines(attributes)}${variants.length === 0 ? '' : `variants:\n${lines(variants)}`}`,
  })
  return loadWorkspace({ providers, cwd })
}

/** A kind of such a shop. */
export function kindOf(name: string, parts: WorkspaceParts = {}): KindTraits {
  const kind = shopifyTraits(workspaceOf(parts)).kinds.find((one) => one.name === name)
  if (!kind) throw new Error(`There is no kind ${name}.`)
  return kind
}
