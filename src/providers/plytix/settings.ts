import type { JsonObject } from '../../model/json.ts'
import type { Section } from '../../model/provider.ts'
import type { CanonicalSettings, TargetSettings } from '../../model/settings.ts'
import type { SourceWords } from '../../model/source-words.ts'
import { literalPrefix } from '../../model/template.ts'
import type { PlytixTarget } from './generated/target.ts'

export { SETTINGS } from './settings-schema.ts'

/** Keys that are wrong are not there. */
type Raw = Partial<PlytixTarget>

const IDENTIFIERS = ['gtin', 'attributes.upc', 'attributes.ean']

export function parse(section: Section, words: Pick<SourceWords, 'name' | 'usualKey'>): TargetSettings {
  const raw = section as Raw
  const sku = raw.sku ?? words.usualKey
  const options = {
    sku,
    family: raw.family ?? null,
    gallery: raw.gallery ?? galleryOf(words),
    canonical: canonical(raw.canonical ?? {}, literalPrefix(sku)),
  }
  const reading = { reading: raw.reading ?? 'auto', full_read_every: raw.full_read_every ?? '7d' }
  return { provider: 'plytix', ...options, options: { ...options, ...reading } as unknown as JsonObject }
}

/** The usual label of the gallery that holds the images of a source. */
export function galleryOf({ name }: Pick<SourceWords, 'name'>): string {
  return `${name.replace(/[^a-z0-9]+/g, '_')}_images`
}

function canonical(raw: NonNullable<Raw['canonical']>, prefix: string): CanonicalSettings {
  const identifiers = raw.identifiers ?? IDENTIFIERS
  return {
    exclude_sku_prefixes: raw.exclude_sku_prefixes ?? (prefix === '' ? [] : [prefix]),
    identifiers,
    default_identifiers: identifiers.join() === IDENTIFIERS.join(),
    match: {
      model_fallbacks: raw.match?.model_fallbacks ?? true,
      model_size: raw.match?.model_size ?? false,
    },
  }
}
