import type { Session } from '../../database/database.ts'
import { ConfigError } from '../../model/errors.ts'
import type { NamedSeller } from './source-settings.ts'

/** A shop of a platform, as mappings name them. */
export interface Seller {
  platform: string
  shop: string
}

/** As settings name it. */
export const nameOf = ({ platform, shop }: NamedSeller): string => (shop === null ? platform : `${platform}/${shop}`)

/** Prices in another currency than the product's say nothing of its list price. */
const SELLERS = `
  SELECT DISTINCT m.platform, m.shop FROM platform_mappings m JOIN master_products p ON p.id = m.product_id
  WHERE m.account = $1 AND m.price IS NOT NULL AND (m.currency IS NULL OR p.currency IS NULL OR m.currency = p.currency)
  ORDER BY m.platform, m.shop`

/** The shop that is meant. @throws ConfigError `whose-prices` where it has no prices, or others of its platform have some too */
export async function findSeller({ run }: Session, organisation: string, named: NamedSeller): Promise<Seller> {
  const all = await run<{ platform: string; shop: string }>('look prices', SELLERS, [organisation])
  const fitting = all.filter(({ platform, shop }) => platform === named.platform && (named.shop ?? shop) === shop)
  const [only] = fitting
  if (fitting.length > 1) throw severalOf(named, fitting)
  if (!only) throw noneOf(named, all)
  return only
}

const CODE = 'whose-prices'

function severalOf(named: NamedSeller, sellers: readonly Seller[]): ConfigError {
  return new ConfigError(CODE, `The catalogue has prices of several shops of ${nameOf(named)}: ${listed(sellers)}.`, {
    hints: ['Name one of them under prices of source.postgres in sync.yaml.'],
  })
}

function noneOf(named: NamedSeller, sellers: readonly Seller[]): ConfigError {
  const hint =
    sellers.length === 0
      ? 'No listing in it has a price in the currency of its product: leave out prices of source.postgres in sync.yaml.'
      : `It has prices of ${listed(sellers)}: name one under prices of source.postgres in sync.yaml, or leave it out.`
  return new ConfigError(CODE, `The catalogue has no prices of ${nameOf(named)}.`, { hints: [hint] })
}

/** Shops that are named of many. */
const NAMED = 5

function listed(sellers: readonly Seller[]): string {
  const names = sellers.slice(0, NAMED).map(nameOf).join(', ')
  return sellers.length > NAMED ? `${names} and ${sellers.length - NAMED} more` : names
}
