import { readEnvironment } from '../config/environment.ts'
import { defaultSettings } from '../config/settings.ts'
import { FORGETFUL } from '../model/quota.ts'
import type { Target } from '../model/target.ts'
import { systemClock } from '../net/clock.ts'
import { TARGETS } from '../providers/registry.ts'

export interface DefaultTargetOptions {
  /** Absolute folder, whose `.env` is read. */
  root: string
  account: string | undefined
  version: string
  onWait: (seconds: number, reason: string) => void
}

/** The target of a workspace that does not exist yet: the one that new workspaces name. @throws ConfigError */
export async function openDefaultTarget({ root, account, version, onWait }: DefaultTargetOptions): Promise<Target> {
  const environment = readEnvironment({ root, env: process.env, account })
  const create = TARGETS.plytix
  if (!create) throw new Error('No target is registered as plytix.')
  return create(environment, {
    clock: systemClock,
    random: Math.random,
    userAgent: `catalog-sync/${version} (Language=JavaScript; Platform=Node.js)`,
    share: 1,
    writes: () => ({ modified: new Map(), links: [] }),
    quota: FORGETFUL,
    onWait,
    workspace: { settings: defaultSettings(), attributes: [] },
  })
}
