import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadWorkspace } from '../../../src/config/index.ts'
import type { Provider, SourceSide, TargetSide } from '../../../src/model/provider.ts'
import type { Workspace } from '../../../src/model/settings.ts'
import { initWorkspace } from '../../../src/services/init.ts'
import { provider, providers } from '../../support/providers.ts'

export const SHOP = 'sandbox'
export const ORGANISATION = 'default'

/**
 * The workspace that `init` makes for a shop and a catalogue, with all rules in use and everyday changes never large;
 * `prunes`: what the shop has no more leaves the catalogue.
 */
export function catalogueWorkspace({ prunes = false }: { prunes?: boolean } = {}): Workspace {
  const folder = mkdtempSync(join(tmpdir(), 'sync-down-'))
  try {
    const pair = {
      source: provider('shopify') as Provider & { source: SourceSide },
      others: [],
      target: provider('postgres') as Provider & { target: TargetSide },
    }
    initWorkspace({ providers, cwd: folder, scope: 'prairie', shops: [SHOP], pair })
    const rules = join(folder, 'specs/attributes.yaml')
    writeFileSync(rules, inUse(readFileSync(rules, 'utf8')))
    const workspace = loadWorkspace({ cwd: folder, providers })
    const { settings } = workspace
    const prune = { ...settings.policy.prune, images: prunes, products: prunes, variants: prunes }
    const policy = { ...settings.policy, prune, max_change_percent: 100, max_delete_percent: 100 }
    return { ...workspace, settings: { ...settings, policy } }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Rules that are written down and not in use. */
function inUse(text: string): string {
  return text.replace(/^ {2}# ( *[\w.]+:)/gm, '  $1')
}
