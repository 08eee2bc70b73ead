import { ConfigError } from '../model/errors.ts'
import { MARKETPLACE_IDS, type MarketplaceCode } from './amazon/marketplaces.ts'
import { parseItems } from './amazon/parse-items.ts'
import type { SandboxOptions } from './index.ts'
import type { MarketSandboxOptions } from './market-sandbox.ts'
import { parseSandboxOptions } from './options.ts'
import { parseAccountSeed } from './plytix/index.ts'
import type { ShopSandboxOptions } from './shop-sandbox.ts'

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

/** For the services that begin at once, and for those that begin when they are called. */
export interface SandboxPlan {
  usual: SandboxOptions
  market: MarketSandboxOptions
  shop: ShopSandboxOptions
}

/** @throws ConfigError for what is wrong in them */
export function sandboxOptions({ options, ...given }: Given): SandboxPlan {
  const {
    market,
    shopee,
    'tiktok-shop': tiktok,
    shopify,
    ...file
  } = options === undefined ? {} : parseSandboxOptions(options)
  const { listings, seed, port, accountId } = given
  return {
    usual: usualOptions(given, file),
    market: {
      ...{ listings, seed, accountId },
      ...(port !== undefined && { port: port + 3 }),
      ...(market && { market }),
      ...(shopee && { shopee }),
      ...(tiktok && { 'tiktok-shop': tiktok }),
    },
    shop: {
      ...{ listings, seed },
      ...(port !== undefined && { port: port + 5 }),
      ...(shopify && { shopify }),
    },
  }
}

function usualOptions(
  { listings, seed, marketplaces = [], items, accountSeed, port, accountId }: Omit<Given, 'options'>,
  file: Pick<SandboxOptions, 'plytix' | 'amazon'>,
): SandboxOptions {
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
