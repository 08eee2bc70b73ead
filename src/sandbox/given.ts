import { parseItems } from './amazon/parse-items.ts'
import type { SandboxOptions } from './index.ts'
import { parseSandboxOptions } from './options.ts'
import { parseAccountSeed } from './plytix/index.ts'

/** What people give to a sandbox, as it was read from their files. */
export interface Given {
  listings: number
  seed: number
  items?: unknown
  accountSeed?: unknown
  options?: unknown
  port?: number
  /** 24 hex digits. Every sandbox is an account of its own: what a workspace remembers of another must not count here. */
  accountId: string
}

/** @throws ConfigError for what is wrong in them */
export function sandboxOptions({
  listings,
  seed,
  items,
  accountSeed,
  options,
  port,
  accountId,
}: Given): SandboxOptions {
  const file = options === undefined ? {} : parseSandboxOptions(options)
  return {
    ...file,
    plytix: { account: { id: accountId, name: 'Sandbox' }, ...file.plytix },
    listings,
    seed,
    ...(port !== undefined && { port }),
    ...(items !== undefined && { items: parseItems(items) }),
    ...(accountSeed !== undefined && { account: parseAccountSeed(accountSeed) }),
  }
}
