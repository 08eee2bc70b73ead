import { ConfigError } from '../model/errors.ts'
import { MARKETPLACE_IDS, type MarketplaceCode } from './amazon/marketplaces.ts'
import { parseItems } from './amazon/parse-items.ts'
import type { SandboxOptions } from './index.ts'
import { parseSandboxOptions } from './options.ts'
import { parseAccountSeed } from './plytix/index.ts'

/** What people give to a sandbox, as it was read from their files. */
export interface Given {
  listings: number
  seed: number
  /** Codes; several in one text are separated by commas. None: what the options say, or the items. */
  marketplaces?: readonly string[]
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
  marketplaces = [],
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
    ...(marketplaces.length > 0 && { marketplaces: marketplaces.flatMap((text) => text.split(',')).map(codeOf) }),
    ...(port !== undefined && { port }),
    ...(items !== undefined && { items: parseItems(items) }),
    ...(accountSeed !== undefined && { account: parseAccountSeed(accountSeed) }),
  }
}

function codeOf(text: string): MarketplaceCode {
  const known = Object.keys(MARKETPLACE_IDS) as MarketplaceCode[]
  const code = known.find((one) => one === text.trim().toUpperCase())
  if (code !== undefined) return code
  throw new ConfigError('sandbox-marketplace', `The sandbox has no marketplace ${JSON.stringify(text.trim())}.`, {
    hints: [`It has those of North America: ${known.join(', ')}.`],
  })
}
