import type { JsonObject } from '../../model/json.ts'
import type { Section } from '../../model/provider.ts'
import { durationSeconds, type SectionCheck, type SourceSection } from '../../model/section.ts'
import type { AmazonSource } from './generated/source.ts'
import { marketplaceCode } from './marketplaces.ts'
import type { AmazonWants } from './wants.ts'

export { SETTINGS } from './settings-schema.ts'

/** Keys that are wrong are not there. */
type Raw = Partial<AmazonSource>

const IMAGE_HOSTS = ['m.media-amazon.com', 'images-na.ssl-images-amazon.com']

export function parse(section: Section): SourceSection {
  const raw = section as Raw
  const codes = [raw.marketplace ?? []].flat()
  const options: AmazonWants = {
    brands: (raw.brands ?? []).map((brand) =>
      typeof brand === 'string'
        ? { name: brand, aliases: [] }
        : { name: brand.name ?? '', aliases: brand.aliases ?? [] },
    ),
    include_parents: raw.include_parents ?? true,
    asins: raw.asins ?? [],
    seller_id: raw.seller_id ?? null,
    lookup_gtins: raw.lookup_gtins ?? 'auto',
  }
  return {
    shops: [...new Set(codes.map(marketplaceCode))],
    maxAge: durationSeconds(raw.max_age ?? '24h'),
    imageHosts: raw.image_hosts ?? IMAGE_HOSTS,
    rollout: raw.rollout?.styles ?? [],
    options: options as unknown as JsonObject,
  }
}

/** Something to look for, so that an export finds something. */
export function check({ section, where, has, report }: SectionCheck): void {
  const raw = section as Raw
  const some = (key: 'brands' | 'asins') => (raw[key] === undefined ? has([key]) : raw[key].length > 0)
  if (some('brands') || some('asins') || raw.lookup_gtins === true || raw.seller_id !== undefined) return
  report([], {
    code: 'nothing-to-export',
    severity: 'warning',
    part: 'key',
    message: `${where} names neither brands nor asins, so sync export finds nothing by itself`,
    hint: 'Add brands: [Your Brand], or name an export with --export FILE.',
  })
}
