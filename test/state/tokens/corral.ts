import { join } from 'node:path'
import type { LogFields } from '../../../src/model/log.ts'
import type { TokenOwner } from '../../../src/model/tokens.ts'
import { systemClock } from '../../../src/net/clock.ts'
import { createSecrets } from '../../../src/net/secrets.ts'
import { whileLocked } from '../../../src/state/sqlite/process-lock.ts'
import { FileTokens } from '../../../src/state/tokens/index.ts'
import { temporaryFolder } from '../temporary.ts'

export const OWNER: TokenOwner = {
  provider: 'corral',
  shop: '4711',
  given: { access: 'access-saddle-0', refresh: 'refresh-saddle-0' },
}

export function ownerWith(refresh: string | null, access: string | null = null): TokenOwner {
  return { ...OWNER, given: { access, refresh } }
}

/** One process's way to the tokens of a folder, and all that it told on the way. */
export function corral(folder = temporaryFolder()) {
  const told: string[] = []
  const secrets = createSecrets()
  const log = {
    write: (level: string, event: string, fields: LogFields = {}) =>
      void told.push(JSON.stringify({ level, event, ...fields })),
    keeps: () => true,
    part: () => log,
    bind: () => undefined,
  }
  const said: string[] = []
  const tokens = new FileTokens({
    folder,
    clock: systemClock,
    log,
    secrets,
    exclusively: whileLocked,
    onOpen: (message) => said.push(message),
  })
  return { folder, file: join(folder, 'tokens.json'), tokens, secrets, told, said }
}
