import { type Check, passed, warned } from '../../model/check.ts'
import type { Clock } from '../../model/clock.ts'
import type { ExportHeader } from '../../model/export.ts'
import { grouped } from '../../model/figures.ts'
import type { Item } from '../../model/item.ts'
import type { Providers } from '../../model/provider.ts'
import type { Settings, SourceSettings } from '../../model/settings.ts'
import type { State } from '../../model/state.ts'
import { newestExport } from '../../state/exports/folder.ts'
import { readExport, readExportHeader } from '../../state/exports/read.ts'
import { requestOf } from '../source-request.ts'
import { exportsFolder, toItems } from '../sources.ts'

interface Place {
  providers: Providers
  state: State | null
}

/** The newest export of each shop that a plan would be made from. */
export async function* exportChecks(settings: SourceSettings, place: Place, clock: Clock): AsyncGenerator<Check> {
  if (place.providers.get(settings.provider)?.source?.readAfresh) return
  for (const [shop, path] of await newestOf(settings, place)) {
    const header = path === null ? null : await readExportHeader(path)
    yield header === null
      ? passed('export', `${shop}: no complete export is kept; the next plan makes one first.`)
      : ageCheck(header, { shop, most: settings.max_age_seconds, now: clock.now() })
  }
}

async function newestOf(settings: SourceSettings, { providers, state }: Place): Promise<[string, string | null][]> {
  const side = providers.get(settings.provider)?.source
  if (!side || state === null) return []
  const folder = exportsFolder(state.folder)
  const { provider, shops } = settings
  return Promise.all(
    shops.map(async (shop): Promise<[string, string | null]> => {
      const { query } = requestOf({ settings, side, shop })
      return [shop, await newestExport(folder, { provider, shop, query })]
    }),
  )
}

interface Age {
  shop: string
  /** Seconds. */
  most: number
  now: number
}

const HOUR_MS = 3600_000

function ageCheck({ exported_at, counts }: ExportHeader, { shop, most, now }: Age): Check {
  const age = now - Date.parse(exported_at)
  const hours = Math.floor(age / HOUR_MS)
  const old =
    hours < 1
      ? 'less than an hour'
      : hours === 1
        ? 'an hour'
        : hours < 48
          ? `${hours} hours`
          : `${Math.floor(hours / 24)} days`
  const items = counts.items ?? 0
  const listings = `${grouped(items)} ${items === 1 ? 'listing' : 'listings'}`
  const message = `${shop}: the newest complete export is ${old} old, with ${listings}.`
  if (age <= most * 1000) return passed('export', message)
  return warned(
    'export',
    message,
    'It is older than max_age, for which a plan warns and CI refuses: sync export makes a new one.',
  )
}

/** Everything that the newest exports list; `null` where one is missing or cannot be read. */
export async function itemsOfExports(settings: Settings, place: Place): Promise<Item[] | null> {
  const all: Item[] = []
  for (const entry of settings.sources) {
    const facts = place.providers.get(entry.provider)?.source?.facts
    const paths = (await newestOf(entry, place)).map(([, path]) => path)
    if (!facts || paths.length === 0 || paths.includes(null)) return null
    for (const path of paths) {
      const read = await readExport(String(path), { dropAttributes: true })
      const [own] = toItems([{ ...read, diagnostics: [] }], facts, settings)
      all.push(...(own?.items ?? []))
    }
  }
  return all
}
