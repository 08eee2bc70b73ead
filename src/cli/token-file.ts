import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import type { Log } from '../model/log.ts'
import type { Secrets } from '../model/secrets.ts'
import type { Tokens } from '../model/tokens.ts'
import { systemClock } from '../net/clock.ts'
import { whileLocked } from '../state/sqlite/process-lock.ts'
import { FileTokens } from '../state/tokens/index.ts'

interface TokenFilePlace {
  /** Absolute; what this program keeps for the account. */
  folder: string
  log: Log
  secrets: Secrets
  onFindings: (findings: Diagnostic[]) => void
}

/** Where this account's tokens are kept. */
export function tokenFile({ folder, log, secrets, onFindings }: TokenFilePlace): Tokens {
  return new FileTokens({
    ...{ folder, secrets, clock: systemClock, log: log.part('tokens'), exclusively: whileLocked },
    onOpen: (message) => onFindings([diagnostic({ severity: 'warning', code: 'tokens-open', message })]),
  })
}
