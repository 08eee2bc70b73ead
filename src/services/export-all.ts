import { marketplaceCode } from '../config/marketplaces.ts'
import type { Clock } from '../model/clock.ts'
import { ConfigError } from '../model/errors.ts'
import type { Settings } from '../model/settings.ts'
import type { Source, SourceProgress, SourceRequest } from '../model/source.ts'
import { pendingWork, resumeWork, type Work } from '../state/exports/work.ts'
import { prepareExport } from '../state/exports.ts'
import { type Exported, exportSource, isNarrowed, newWork } from './export.ts'
import { chooseRequest, type ExportChoice, isUnchosen, requestOf } from './source-request.ts'

export interface ExportAllOptions {
  settings: Settings
  choice: ExportChoice
  /** Codes of the marketplaces to read; none means those of the workspace. */
  marketplaces: string[]
  /** Where exports are kept. */
  folder: string
  /** A file to write instead; for one marketplace only. */
  out: string | null
  /** Goes on with what was interrupted, and with nothing else. */
  resume: boolean
  clock: Clock
  open: () => Promise<Source>
  /** Codes of the target's products; `null`: there are no credentials to read them with. */
  gtins: () => Promise<string[] | null>
  progress: SourceProgress
  /** Told of every export as soon as it is written. */
  onExport: (exported: Exported) => void | Promise<void>
}

/** One export for each marketplace, one after the other. @throws SyncError */
export async function exportAll(options: ExportAllOptions, signal: AbortSignal): Promise<Exported[]> {
  const { settings, out } = options
  if (out !== null) prepareExport(out)
  const works = options.resume ? await interrupted(options) : await begun(options)
  for (const { start } of works) if (out === null && start.out !== null) prepareExport(start.out)
  const neighboursOf = (code: string) => settings.source.marketplaces.filter((other) => other !== code)
  const exports: Exported[] = []
  try {
    for (const work of works) {
      const { request } = work.start
      const exported = await exportSource({
        ...options,
        source: await options.open(),
        request,
        whole: requestOf(settings, request.marketplace),
        out: out ?? work.start.out,
        work,
        neighbours: neighboursOf(request.marketplace),
        signal,
      })
      await options.onExport(exported)
      exports.push(exported)
    }
  } finally {
    // Those that it did not come to are resumed too.
    for (const work of works) work.close()
  }
  return exports
}

/** All of them begin at once, so that resuming knows what was to come. */
async function begun(options: ExportAllOptions): Promise<Work[]> {
  const { settings, choice, out } = options
  const marketplaces = chosenMarketplaces(options)
  if (out !== null && marketplaces.length > 1) {
    throw new ConfigError('usage', `One file cannot hold the exports of ${marketplaces.join(' and ')}.`, {
      hints: ['Name one of them with --marketplace, or leave --out away.'],
    })
  }
  const requests: SourceRequest[] = []
  for (const code of marketplaces) requests.push(await chooseRequest(requestOf(settings, code), choice))
  const source = await options.open()
  return Promise.all(requests.map((request) => newWork({ ...options, source, request })))
}

async function interrupted(options: ExportAllOptions): Promise<Work[]> {
  const { settings, choice, folder } = options
  const chosen = options.marketplaces.length > 0 ? chosenMarketplaces(options) : null
  const works = pendingWork(folder, settings.source.provider)
    .flatMap((path) => resumeWork(path) ?? [])
    .filter(({ start }) => chosen === null || chosen.includes(start.request.marketplace))
  if (works.length === 0) {
    throw new ConfigError('nothing-to-resume', 'No export was interrupted, so there is nothing to resume.', {
      hints: ['Begin one with "sync export".'],
    })
  }
  for (const { start } of works) {
    if (isUnchosen(choice)) continue
    const request = await chooseRequest(requestOf(settings, start.request.marketplace), choice)
    if (!isNarrowed(start.request, request)) continue
    const { marketplace } = request
    throw new ConfigError('usage', `The interrupted export of ${marketplace} was asked for something else.`, {
      hints: ['Resume it without further flags, or leave --resume away to begin anew.'],
    })
  }
  return works
}

function chosenMarketplaces({ settings, marketplaces }: ExportAllOptions): string[] {
  const chosen = marketplaces.map((code) => marketplaceCode(code.trim().toUpperCase()))
  return chosen.length > 0 ? [...new Set(chosen)] : settings.source.marketplaces
}
