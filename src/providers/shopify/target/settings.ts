import type { JsonObject } from '../../../model/json.ts'
import type { Section } from '../../../model/provider.ts'
import type { TargetSettings } from '../../../model/settings.ts'
import type { ShopifyTarget } from '../generated/target.ts'
import { shopHandle } from '../shop-name.ts'
import { VERSION } from '../versions.ts'
import { GALLERY, metafieldNamed, NAME, USUAL_KEY, USUAL_KEY_METAFIELD, type Wants } from './names.ts'

/** Keys that are wrong are not there. */
type Raw = Partial<ShopifyTarget>

export function parseTarget(section: Section): TargetSettings {
  const raw = section as Raw
  const wants: Wants = {
    shop: shopHandle(raw.shop ?? ''),
    api_version: raw.api_version ?? VERSION,
    keyMetafield: metafieldNamed(raw.key_metafield ?? USUAL_KEY_METAFIELD),
    publish: raw.publish ?? [],
    status: raw.status ?? 'DRAFT',
    location: raw.location ?? null,
    collections: raw.collections ?? [],
  }
  return {
    provider: NAME,
    sku: raw.key ?? USUAL_KEY,
    keySetting: 'key',
    family: null,
    gallery: GALLERY,
    canonical: { exclude_sku_prefixes: [], identifiers: [], match: { model_fallbacks: false, model_size: false } },
    options: wants as unknown as JsonObject,
  }
}

export const wantsOf = ({ options }: Pick<TargetSettings, 'options'>): Wants => options as unknown as Wants
