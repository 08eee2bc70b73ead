import { oneOf } from '../config/words.ts'
import { SHOP } from '../model/edge-names.ts'
import { ConfigError } from '../model/errors.ts'
import { createKeys, type Keys } from '../model/keys.ts'
import type { Providers, SourceSide } from '../model/provider.ts'
import type { Settings, SourceSettings, Workspace } from '../model/settings.ts'
import { capitalised } from '../model/text.ts'

/** One shop of one source: what an export is of. */
export interface ShopOfSource {
  settings: SourceSettings
  side: SourceSide
  shop: string
}

/** Where the sources of a workspace are looked up. */
export interface SourcePlace {
  settings: Settings
  providers: Providers
}

/** Every shop that the workspace names, in its order. */
export function shopsOf({ settings, providers }: SourcePlace): ShopOfSource[] {
  return settings.sources.flatMap((source) => {
    const side = sideOf(providers, source.provider)
    return source.shops.map((shop) => ({ settings: source, side, shop }))
  })
}

/** The schema of sync.yaml allows only registered providers. */
function sideOf(providers: Providers, name: string): SourceSide {
  const side = providers.get(name)?.source
  if (!side) throw new Error(`No source is registered as ${name}.`)
  return side
}

/** The shops that are named, as the workspace writes them; none named: all. @throws ConfigError for any other */
export function namedShops(place: SourcePlace, names: readonly string[]): ShopOfSource[] {
  const all = shopsOf(place)
  if (names.length === 0) return all
  const unknown = names.filter((name) => !all.some((shop) => isNamed(shop, name)))
  if (unknown.length > 0) {
    const known = [...new Set(all.map(({ shop }) => shop))].join(', ')
    const noun = capitalised(SHOP)
    throw new ConfigError(SHOP, `${noun} ${unknown.join(', ')} is not configured; sync.yaml names ${known}.`)
  }
  return all.filter((shop) => names.some((name) => isNamed(shop, name)))
}

/** The same, and shops of the first source that the workspace does not name. */
export function chosenShops(place: SourcePlace, names: readonly string[]): ShopOfSource[] {
  const all = shopsOf(place)
  if (names.length === 0) return all
  const [first] = place.settings.sources
  if (!first) return []
  const side = sideOf(place.providers, first.provider)
  const chosen = names.flatMap((name) => {
    const known = all.filter((shop) => isNamed(shop, name))
    return known.length > 0 ? known : [{ settings: first, side, shop: side.shopOf?.(name.trim()) ?? name.trim() }]
  })
  return chosen.filter((one, index) => chosen.findIndex((other) => sameShop(one, other)) === index)
}

function isNamed({ shop, side }: ShopOfSource, name: string): boolean {
  const written = name.trim()
  return shop === (side.shopOf?.(written) ?? written)
}

function sameShop(a: ShopOfSource, b: ShopOfSource): boolean {
  return a.settings === b.settings && a.shop === b.shop
}

/** Shops of the same source: where to look when nothing is found. */
export function neighboursOf({ settings, shop }: ShopOfSource): string[] {
  return settings.shops.filter((other) => other !== shop)
}

/** `US and CA`, with the sources where they are several. */
export function shopNames(shops: readonly ShopOfSource[]): string {
  const several = new Set(shops.map(({ settings }) => settings.provider)).size > 1
  return oneOf(
    shops.map(({ settings, shop }) => (several ? `${settings.provider} ${shop}` : shop)),
    'and',
  )
}

/** How this workspace calls the resources that it makes of items. */
export function keysOf({ settings, shops }: Pick<Workspace, 'settings' | 'shops'>): Keys {
  return createKeys(settings.target.sku, shops)
}
