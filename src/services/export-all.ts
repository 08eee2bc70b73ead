import type { Clock } from '../model/clock.ts'
import { SHOP } from '../model/edge-names.ts'
import { ConfigError, ProviderError } from '../model/errors.ts'
import type { Emit } from '../model/event.ts'
import type { Providers } from '../model/provider.ts'
import type { Settings, SourceSettings } from '../model/settings.ts'
import type { Source } from '../model/source.ts'
import type { Work } from '../state/exports/open-work.ts'
import { resumeWork } from '../state/exports/work.ts'
import { pendingWork } from '../state/exports/work-folder.ts'
import { prepareExport } from '../state/exports/write.ts'
import type { CallMeter } from './calls/meter.ts'
import { type Exported, exportSource, isNarrowed, newWork } from './export.ts'
import { together } from './ready.ts'
import { chosenShops, neighboursOf, type ShopOfSource, shopNames, shopsOf } from './shops.ts'
import { once, sideBySide } from './side-by-side.ts'
import { choosable, type ExportFlags, isUnchosen, readChoice, requestOf } from './source-request.ts'

export interface ExportAllOptions {
  settings: Settings
  providers: Providers
  choice: ExportFlags
  /** The shops to read; none means those of the workspace. */
  shops: string[]
  /** Where exports are kept. */
  folder: string
  /** A file to write instead; for one shop only. */
  out: string | null
  /** Goes on with what was interrupted, and with nothing else. */
  resume: boolean
  clock: Clock
  open: (settings: SourceSettings) => Promise<Source>
  /** Codes of the target's products; `null`: there are no credentials to read them with. */
  gtins: () => Promise<string[] | null>
  emit: Emit
  /** Hears what is asked of systems; absent: nobody counts. */
  calls?: CallMeter
  /** Told of every export as soon as it is written. */
  onExport: (exported: Exported) => void | Promise<void>
  /** Told of a shop that could not be read, while others go on. */
  onFailure: (failure: FailedExport) => void
}

/** A shop that could not be read; what it gave before is kept, so that its export can be resumed. */
export interface FailedExport {
  provider: string
  shop: string
  code: string
  message: string
  hints: string[]
}

export interface AllExported {
  exports: Exported[]
  failed: FailedExport[]
}

/** A read that is about to go on, and what it is of. */
interface Begun {
  place: ShopOfSource
  work: Work
}

/**
 * One export for each shop of each source: sources of different providers at the same time, shops of one provider one after
 * the other. What cannot be read holds up nothing else.
 * @throws SyncError when none could be read, or for whatever is no fault of a source
 */
export async function exportAll(options: ExportAllOptions, signal: AbortSignal): Promise<AllExported> {
  const { out } = options
  if (out !== null) prepareExport(out)
  const begun = options.resume ? await interrupted(options) : await begin(options)
  for (const { work } of begun) if (out === null && work.start.out !== null) prepareExport(work.start.out)
  try {
    return await exportEach(begun, options, signal)
  } finally {
    // Those that it did not come to are resumed too.
    for (const { work } of begun) work.close()
  }
}

async function exportEach(begun: Begun[], given: ExportAllOptions, signal: AbortSignal): Promise<AllExported> {
  const options = { ...given, gtins: once(given.gtins) }
  const refusals = await refusalsOf(begun, options, signal)
  const results = await sideBySide(begun, { of: ({ place }) => place.settings.provider, signal }, async (one, both) => {
    const exported = refusals.get(one.place.settings) ?? (await exportOne(one, options, both))
    if (!(exported instanceof ProviderError)) await options.onExport(exported)
    else if (begun.length > 1) options.onFailure(failureOf(one, exported))
    return exported
  })
  const errors = results.filter((result) => result instanceof ProviderError)
  const exports = results.flatMap((result) => (result instanceof ProviderError ? [] : [result]))
  if (exports.length === 0 && errors.length > 0) throw together(errors)
  const failed = results.flatMap((result, index) => {
    const one = begun[index]
    return one && result instanceof ProviderError ? [failureOf(one, result)] : []
  })
  return { exports, failed }
}

/** Why sources cannot be read, as far as that shows before anything is read for minutes. @throws what is no fault of one */
async function refusalsOf(
  begun: Begun[],
  options: ExportAllOptions,
  signal: AbortSignal,
): Promise<Map<SourceSettings, ProviderError>> {
  const refusals = new Map<SourceSettings, ProviderError>()
  const sources = new Set(begun.map(({ place }) => place.settings))
  await Promise.all(
    [...sources].map(async (settings) => {
      const source = await options.open(settings)
      await source.connect?.(signal).catch((error: unknown) => {
        if (!(error instanceof ProviderError) || signal.aborted) throw error
        refusals.set(settings, error)
      })
    }),
  )
  return refusals
}

/** The error of a source that cannot be read is a value: the others do not depend on it. */
async function exportOne(
  { place, work }: Begun,
  options: ExportAllOptions,
  signal: AbortSignal,
): Promise<Exported | ProviderError> {
  try {
    return await exportSource({
      ...options,
      source: await options.open(place.settings),
      request: work.start.request,
      whole: requestOf(place),
      out: options.out ?? work.start.out,
      work,
      kept: place.side.readAfresh !== true,
      noun: place.side.facts.shop.noun,
      neighbours: neighboursOf(place),
      signal,
    })
  } catch (error) {
    if (error instanceof ProviderError && !signal.aborted) return error
    throw error
  }
}

function failureOf({ place }: Begun, { code, message, hints }: ProviderError): FailedExport {
  return { provider: place.settings.provider, shop: place.shop, code, message, hints }
}

/** All of them begin at once, so that resuming knows what was to come. */
async function begin(options: ExportAllOptions): Promise<Begun[]> {
  const { out } = options
  const choice = await readChoice(options.choice)
  const chosen = choosable(chosenShops(options, options.shops), choice)
  if (out !== null && chosen.length > 1) {
    throw new ConfigError('usage', `One file cannot hold the exports of ${shopNames(chosen)}.`, {
      hints: [`Name one of them with --${SHOP}, or leave --out away.`],
    })
  }
  const requests = chosen.map((place) => ({ place, request: requestOf(place, choice) }))
  return Promise.all(
    requests.map(async ({ place, request }) => {
      const source = await options.open(place.settings)
      return { place, work: await newWork({ ...options, source, request }) }
    }),
  )
}

async function interrupted(options: ExportAllOptions): Promise<Begun[]> {
  const chosen = options.shops.length > 0 ? chosenShops(options, options.shops) : null
  const begun = pending(options).filter(
    ({ place }) =>
      chosen === null || chosen.some(({ settings, shop }) => settings === place.settings && shop === place.shop),
  )
  if (begun.length === 0) {
    throw new ConfigError('nothing-to-resume', 'No export was interrupted, so there is nothing to resume.', {
      hints: ['Begin one with "sync export".'],
    })
  }
  const choice = await readChoice(options.choice)
  for (const { place, work } of begun) {
    if (isUnchosen(choice) || !isNarrowed(work.start.request, requestOf(place, choice))) continue
    throw new ConfigError('usage', `The interrupted export of ${place.shop} was asked for something else.`, {
      hints: ['Resume it without further flags, or leave --resume away to begin anew.'],
    })
  }
  return begun
}

/** Every read of a source of the workspace that was interrupted. */
function pending(options: ExportAllOptions): Begun[] {
  const all = shopsOf(options)
  const names = [...new Set(options.settings.sources.map(({ provider }) => provider))]
  return names.flatMap((provider) =>
    pendingWork(options.folder, provider).flatMap((path) => {
      const work = resumeWork(path)
      if (work === null) return []
      if (work.start.provider !== provider) {
        work.close()
        return []
      }
      const { shop } = work.start.request
      const ours = all.filter(({ settings }) => settings.provider === provider)
      const place = ours.find((one) => one.shop === shop) ?? (ours[0] && { ...ours[0], shop })
      return place ? [{ place, work }] : []
    }),
  )
}
