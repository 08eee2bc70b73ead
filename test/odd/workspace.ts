import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadWorkspace } from '../../src/config/index.ts'
import type { Provider, SourceSide, TargetSide } from '../../src/model/provider.ts'
import type { Workspace } from '../../src/model/settings.ts'
import { initWorkspace } from '../../src/services/init.ts'
import bazaar from './bazaar/index.ts'
import type { Fittings } from './stall/fittings.ts'
import stall from './stall/index.ts'

const PAIR = {
  source: bazaar as Provider & { source: SourceSide },
  others: [],
  target: stall as Provider & { target: TargetSide },
}

const providers = new Map([bazaar, stall].map((provider) => [provider.name, provider]))

/** The workspace that `init` makes for the pair, in which large changes are everyday. */
export function oddWorkspace(
  policy: Partial<Workspace['settings']['policy']> = {},
  fittings: Partial<Fittings> = {},
): Workspace {
  const folder = mkdtempSync(join(tmpdir(), 'sync-odd-'))
  try {
    initWorkspace({ providers, cwd: folder, scope: 'prairie', pair: PAIR })
    const workspace = loadWorkspace({ cwd: folder, providers })
    const { settings } = workspace
    const all = { ...settings.policy, max_change_percent: 100, ...policy }
    const target = { ...settings.target, options: { ...settings.target.options, ...fittings } }
    return { ...workspace, settings: { ...settings, target, policy: all } }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
