import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadWorkspace } from '../../src/config/index.ts'
import type { Provider, SourceSide, TargetSide } from '../../src/model/provider.ts'
import type { Workspace } from '../../src/model/settings.ts'
import { initWorkspace } from '../../src/services/init.ts'
import { provider, providers } from '../support/providers.ts'

/** Whose items go into the shop. */
export const SOURCES = ['amazon', 'plytix', 'postgres', 'shopify'] as const
export type SourceName = (typeof SOURCES)[number]

type Policy = Partial<Omit<Workspace['settings']['policy'], 'prune'>> & {
  prune?: Partial<Workspace['settings']['policy']['prune']>
}

/** Rules of variants that `init` does not write of itself. */
const MORE = `  metafields.custom.finish:
    type: single_line_text_field
    from: attributes.finish
    write: always
    clear: true
`

/** Where new products are put and published, and whose stock is written. */
const PLACES = { publish: ['Online Store'], collections: ['ours'], location: 'Shop location' }

/** The workspace that `init` makes for a source and a shop, with all rules in use and everyday changes never large. */
export function shopWorkspace(source: SourceName, policy: Policy = {}): Workspace {
  const folder = mkdtempSync(join(tmpdir(), 'sync-shops-'))
  try {
    const pair = {
      source: provider(source) as Provider & { source: SourceSide },
      others: [],
      target: provider('shopify') as Provider & { target: TargetSide },
    }
    initWorkspace({ providers, cwd: folder, scope: 'prairie', pair })
    const rules = join(folder, 'specs/attributes.yaml')
    writeFileSync(rules, `${inUse(readFileSync(rules, 'utf8'))}${MORE}`)
    const workspace = loadWorkspace({ cwd: folder, providers })
    const { settings } = workspace
    const all = { ...settings.policy, max_change_percent: 100, max_delete_percent: 100, ...policy }
    const prune = { ...settings.policy.prune, ...policy.prune }
    const options = { ...settings.target.options, ...PLACES, shop: 'sandbox' }
    const target = { ...settings.target, options }
    return { ...workspace, settings: { ...settings, target, policy: { ...all, prune } } }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Rules that are written down and not in use. */
function inUse(text: string): string {
  return text.replace(/^ {2}# ( *[\w.]+:)/gm, '  $1')
}
