import type { JsonObject } from '../../model/json.ts'
import type { Section } from '../../model/provider.ts'
import { durationSeconds, type SourceSection } from '../../model/section.ts'
import type { TiktokShopSource } from './generated/source.ts'
import { DEFAULT_STATUSES } from './settings-schema.ts'
import type { TikTokShopWants } from './wants.ts'

/** Keys that are wrong are not there. */
type Raw = Partial<TiktokShopSource>

export function parse(section: Section): SourceSection {
  const raw = section as Raw
  const options: TikTokShopWants = {
    region: raw.region ?? '',
    statuses: raw.statuses ?? DEFAULT_STATUSES,
    calls_per_day: raw.calls_per_day ?? null,
  }
  const shop = raw.shop ?? raw.region
  return {
    shops: shop === undefined ? [] : [shop],
    maxAge: durationSeconds(raw.max_age ?? '24h'),
    imageHosts: raw.image_hosts ?? [],
    options: options as unknown as JsonObject,
  }
}
