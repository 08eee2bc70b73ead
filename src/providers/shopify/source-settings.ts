import type { JsonObject } from '../../model/json.ts'
import type { Section } from '../../model/provider.ts'
import { durationSeconds, type SourceSection } from '../../model/section.ts'
import type { ShopifySource } from './generated/source.ts'
import { DEFAULT_METAFIELDS } from './settings-schema.ts'
import { shopHandle } from './shop-name.ts'
import { VERSION } from './versions.ts'
import type { ShopifyWants } from './wants.ts'

/** Keys that are wrong are not there. */
type Raw = Partial<ShopifySource>

export function parse(section: Section): SourceSection {
  const raw = section as Raw
  const options: ShopifyWants = {
    api_version: raw.api_version ?? VERSION,
    query: raw.query ?? null,
    metafields: raw.metafields ?? DEFAULT_METAFIELDS,
  }
  return {
    shops: raw.shop === undefined ? [] : [shopHandle(raw.shop)],
    maxAge: durationSeconds(raw.max_age ?? '24h'),
    imageHosts: raw.image_hosts ?? [],
    options: options as unknown as JsonObject,
  }
}
