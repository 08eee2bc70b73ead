import type { JsonObject } from '../../model/json.ts'
import type { Section } from '../../model/provider.ts'
import { durationSeconds, type SourceSection } from '../../model/section.ts'
import type { ShopeeSource } from './generated/source.ts'
import { DEFAULT_STATUSES } from './settings-schema.ts'
import type { ShopeeWants } from './wants.ts'

/** Keys that are wrong are not there. */
type Raw = Partial<ShopeeSource>

export function parse(section: Section): SourceSection {
  const raw = section as Raw
  const options: ShopeeWants = {
    region: raw.region ?? '',
    statuses: raw.statuses ?? DEFAULT_STATUSES,
    calls_per_day: raw.calls_per_day ?? null,
  }
  return {
    shops: raw.shop_id === undefined ? [] : [String(raw.shop_id)],
    maxAge: durationSeconds(raw.max_age ?? '24h'),
    imageHosts: raw.image_hosts ?? [],
    options: options as unknown as JsonObject,
  }
}
