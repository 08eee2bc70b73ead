import type { Position } from '../model/position.ts'
import type { Override, OverrideImages } from '../model/settings.ts'
import type { SourceEntry } from './entries.ts'
import type { Images, OverridesFile, Override as RawOverride, Value } from './generated/overrides.ts'
import type { ConfigFile, Loose } from './problem.ts'

/** An override with the place that it comes from, for messages. */
export interface OverrideEntry {
  override: Override
  file: ConfigFile<OverridesFile>
  /** As it is written. */
  key: string
}

/** Every entry of every file; keys may still be wrong, which the rules report. */
export function buildOverrides(
  files: readonly ConfigFile<OverridesFile>[],
  sources: readonly SourceEntry[],
): OverrideEntry[] {
  const itemOf = itemReader(sources)
  return files.flatMap((file) =>
    Object.entries(file.data?.overrides ?? {}).map(([key, raw]) => {
      const item = { ...itemOf(key), position: file.position(['overrides', key], 'key') }
      return { override: build(item, { file, key }, raw), file, key }
    }),
  )
}

type Item = Pick<Override, 'source' | 'id' | 'shop' | 'position'>

/** What a key is about: `ID`, `SHOP/ID` of the first source, or `SOURCE/SHOP/ID`. Ids and shops may hold slashes. */
function itemReader(sources: readonly SourceEntry[]): (key: string) => Omit<Item, 'position'> {
  const [first] = sources
  return (key) => {
    const slash = key.indexOf('/')
    const name = key.slice(0, slash)
    const named = slash < 0 ? [] : sources.filter(({ words }) => words.name === name)
    if (named.length > 0) return { source: name, ...shopAndId(key.slice(slash + 1), named) }
    return shopAndId(key, first ? sources.filter(({ words }) => words.name === first.words.name) : [])
  }
}

/** A shop that the workspace names, or whatever stands before the first slash. */
function shopAndId(text: string, sources: readonly SourceEntry[]): Omit<Item, 'source' | 'position'> {
  const known = sources.flatMap(({ settings }) => settings.shops).filter((shop) => text.startsWith(`${shop}/`))
  const written = known.toSorted((a, b) => b.length - a.length)[0] ?? text.split('/', 1)[0] ?? ''
  if (!text.includes('/')) return { id: text, shop: null }
  const shop = sources[0]?.side.shopOf?.(written) ?? written
  return { id: text.slice(written.length + 1), shop }
}

interface Place {
  file: ConfigFile<OverridesFile>
  key: string
}

function build(item: Item, { file, key }: Place, raw: Loose<RawOverride> | undefined): Override {
  const override: Override = { ...item }
  const { canonical, parent, attributes, keep, images, ignore, reason } = raw ?? {}
  if (canonical !== undefined) override.canonical = canonical
  if (parent !== undefined) override.parent = parent
  if (attributes !== undefined) override.attributes = buildValues(attributes)
  if (keep !== undefined) override.keep = keep
  if (images !== undefined) override.images = buildImages(images)
  if (ignore !== undefined) override.ignore = ignore
  if (reason !== undefined) override.reason = reason
  const places = placesOf(override, (path, part) => file.position(['overrides', key, ...path], part))
  return Object.keys(places).length === 0 ? override : { ...override, places }
}

/** Scalars are read as they are written; the attribute's type says what they mean. */
function buildValues(raw: { [label: string]: Loose<Value> | undefined }): { [label: string]: string | string[] } {
  return Object.fromEntries(
    Object.entries(raw).flatMap(([label, value]) => {
      if (value === undefined) return []
      return [[label, Array.isArray(value) ? value.map(String) : String(value)]]
    }),
  )
}

function buildImages({ exclude, order, main }: Loose<Images>): OverrideImages {
  return { exclude: exclude ?? [], order: order ?? [], main: main ?? null }
}

type Locate = (path: string[], part: 'key' | 'value') => Position

/** Every part that is a decision of its own, with where it is written. */
function placesOf(override: Override, locate: Locate): NonNullable<Override['places']> {
  const places: NonNullable<Override['places']> = {}
  for (const part of ['canonical', 'parent'] as const) {
    if (override[part] !== undefined) places[part] = locate([part], 'value')
  }
  for (const label of Object.keys(override.attributes ?? {})) {
    places[`attributes.${label}`] = locate(['attributes', label], 'key')
  }
  if (override.keep !== undefined) places.keep = locate(['keep'], 'key')
  if (override.images === undefined) return places
  places.images = locate(['images'], 'key')
  const { exclude, order, main } = override.images
  if (exclude.length > 0) places['images.exclude'] = locate(['images', 'exclude'], 'key')
  if (order.length > 0) places['images.order'] = locate(['images', 'order'], 'key')
  if (main !== null) places['images.main'] = locate(['images', 'main'], 'key')
  return places
}
