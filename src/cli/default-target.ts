import { stateFolder } from '../config/account.ts'
import { readEntries } from '../config/entries.ts'
import { readEnvironment } from '../config/environment.ts'
import type { Pair } from '../config/scaffold.ts'
import { buildSettings } from '../config/settings.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { NOTHING_EARLIER } from '../model/earlier.ts'
import type { Log } from '../model/log.ts'
import type { Providers } from '../model/provider.ts'
import { FORGETFUL } from '../model/quota.ts'
import type { Secrets } from '../model/secrets.ts'
import type { Target } from '../model/target.ts'
import { systemClock } from '../net/clock.ts'
import { concealed } from './provider-context.ts'
import { tokenFile } from './token-file.ts'

export interface DefaultTargetOptions {
  /** Absolute folder, whose `.env` is read. */
  root: string
  account: string | undefined
  version: string
  onWait: (seconds: number, reason: string) => void
  onFindings: (findings: Diagnostic[]) => void
  providers: Providers
  pair: Pair
  log: Log
  secrets: Secrets
}

/** The target of a workspace that does not exist yet. @throws ConfigError */
export async function openDefaultTarget(options: DefaultTargetOptions): Promise<Target> {
  const { root, account, version, onWait, onFindings, providers, pair, log, secrets } = options
  const environment = readEnvironment({ root, env: process.env, account, providers })
  const entries = readEntries({ source: { [pair.source.name]: {} }, target: { [pair.target.name]: {} } }, providers)
  return pair.target.target.open(
    { settings: buildSettings({}, entries), attributes: [] },
    {
      values: concealed(pair.target, environment.valuesFor(pair.target), secrets),
      root,
      folder: stateFolder(root, environment.account),
      clock: systemClock,
      random: Math.random,
      userAgent: `catalog-sync/${version} (Language=JavaScript; Platform=Node.js)`,
      share: 1,
      writes: async () => ({ modified: new Map(), links: [] }),
      earlier: NOTHING_EARLIER,
      quota: FORGETFUL,
      onWait,
      log: log.part(pair.target.name),
      secrets,
      tokens: tokenFile({ folder: stateFolder(root, environment.account), log, secrets, onFindings }),
    },
  )
}
