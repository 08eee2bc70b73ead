import { ConfigError } from '../../model/errors.ts'

export type Region = 'na' | 'eu' | 'fe'

export interface Marketplace {
  /** As the workspace writes it, such as US. */
  code: string
  /** Amazon's own id. */
  id: string
  region: Region
  /** Host of the shop. */
  shop: string
}

export const REGION_NAMES: { [region in Region]: string } = { na: 'North America', eu: 'Europe', fe: 'Far East' }

/** Source: developer-docs.amazon.com, "Marketplace IDs"; India and the Middle East are served by the European host. */
const TABLE: { [code: string]: readonly [id: string, region: Region, domain: string] } = {
  US: ['ATVPDKIKX0DER', 'na', 'com'],
  CA: ['A2EUQ1WTGCTBG2', 'na', 'ca'],
  MX: ['A1AM78C64UM0Y8', 'na', 'com.mx'],
  BR: ['A2Q3Y263D00KWC', 'na', 'com.br'],
  IE: ['A28R8C7NBKEWEA', 'eu', 'ie'],
  ES: ['A1RKKUPIHCS9HS', 'eu', 'es'],
  UK: ['A1F83G8C2ARO7P', 'eu', 'co.uk'],
  FR: ['A13V1IB3VIYZZH', 'eu', 'fr'],
  BE: ['AMEN7PMS3EDWL', 'eu', 'com.be'],
  NL: ['A1805IZSGTT6HS', 'eu', 'nl'],
  DE: ['A1PA6795UKMFR9', 'eu', 'de'],
  IT: ['APJ6JRA9NG5V4', 'eu', 'it'],
  SE: ['A2NODRKZP88ZB9', 'eu', 'se'],
  ZA: ['AE08WJ6YKNBMC', 'eu', 'co.za'],
  PL: ['A1C3SOZRARQ6R3', 'eu', 'pl'],
  EG: ['ARBP9OOSHTCHU', 'eu', 'eg'],
  TR: ['A33AVAJ2PDY3EV', 'eu', 'com.tr'],
  SA: ['A17E79C6D8DWNP', 'eu', 'sa'],
  AE: ['A2VIGQ35RCS4UG', 'eu', 'ae'],
  IN: ['A21TJRUUN4KGV', 'eu', 'in'],
  SG: ['A19VAU5U5O7RUS', 'fe', 'sg'],
  AU: ['A39IBJ37TRP1C6', 'fe', 'com.au'],
  JP: ['A1VC38T7YXB528', 'fe', 'co.jp'],
}

/** Amazon writes UK, and wrote GB earlier. */
const ALIASES: { [code: string]: string } = { GB: 'UK' }

/** All that people may write, in order. */
export const MARKETPLACE_CODES: readonly string[] = [...Object.keys(TABLE), ...Object.keys(ALIASES)].sort()

/** The code under which a marketplace is known here. */
export function marketplaceCode(code: string): string {
  return ALIASES[code] ?? code
}

/** @throws ConfigError for a code that Amazon does not have. */
export function marketplaceOf(code: string): Marketplace {
  const known = marketplaceCode(code)
  const row = Object.hasOwn(TABLE, known) ? TABLE[known] : undefined
  if (!row) {
    throw new ConfigError('unknown-marketplace', `Amazon has no marketplace "${code}".`, {
      hints: [`Use one of ${Object.keys(TABLE).join(', ')}.`],
    })
  }
  const [id, region, domain] = row
  return { code, id, region, shop: `www.amazon.${domain}` }
}

/** Host of the shop, `null` for a code that Amazon does not have. */
export function shopHost(code: string): string | null {
  return Object.hasOwn(TABLE, marketplaceCode(code)) ? marketplaceOf(code).shop : null
}

export const CHOOSE_MARKETPLACE = 'Choose the marketplace with --marketplace.'

/** @throws ConfigError when what a file says of itself, code or id, is another marketplace, or none that is known. */
export function refuseOther(named: unknown[], marketplace: Marketplace): void {
  const other = named.find((name) => keyOf(name) !== null && rowOf(name)?.[0] !== marketplace.id)
  if (other === undefined) return
  const message = `The file is of marketplace ${String(other)}, not of ${marketplace.code} (${marketplace.id}).`
  throw new ConfigError('other-marketplace', message, { hints: [CHOOSE_MARKETPLACE] })
}

/** True for the code or the id of another marketplace; what names none says nothing. */
export function isOther(name: unknown, { id }: Marketplace): boolean {
  const row = rowOf(name)
  return row !== undefined && row[0] !== id
}

function keyOf(name: unknown): string | null {
  return typeof name === 'string' && name.trim() !== '' ? name.trim().toUpperCase() : null
}

/** By code or id. */
function rowOf(name: unknown): (typeof TABLE)[string] | undefined {
  const key = keyOf(name) ?? ''
  const code = ALIASES[key] ?? key
  return Object.hasOwn(TABLE, code) ? TABLE[code] : Object.values(TABLE).find(([id]) => id === key)
}
