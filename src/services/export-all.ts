import { marketplaceCode } from '../config/marketplaces.ts'
import type { Clock } from '../model/clock.ts'
import { ConfigError } from '../model/errors.ts'
import type { Settings } from '../model/settings.ts'
import type { Source, SourceProgress } from '../model/source.ts'
import { type Exported, exportSource } from './export.ts'
import { chooseRequest, type ExportChoice, requestOf } from './source-request.ts'

export interface ExportAllOptions {
  settings: Settings
  choice: ExportChoice
  /** Codes of the marketplaces to read; none means those of the workspace. */
  marketplaces: string[]
  /** Where exports are kept. */
  folder: string
  /** A file to write instead; for one marketplace only. */
  out: string | null
  clock: Clock
  open: () => Promise<Source>
  progress: SourceProgress
  /** Told of every export as soon as it is written. */
  onExport: (exported: Exported) => void
}

/** One export for each marketplace, one after the other. @throws SyncError */
export async function exportAll(options: ExportAllOptions, signal: AbortSignal): Promise<Exported[]> {
  const { settings, choice, out } = options
  const chosen = options.marketplaces.map((code) => marketplaceCode(code.trim().toUpperCase()))
  const marketplaces = chosen.length > 0 ? [...new Set(chosen)] : settings.source.marketplaces
  if (out !== null && marketplaces.length > 1) {
    throw new ConfigError('usage', `One file cannot hold the exports of ${marketplaces.join(' and ')}.`, {
      hints: ['Name one of them with --marketplace, or leave --out away.'],
    })
  }
  const exports: Exported[] = []
  for (const marketplace of marketplaces) {
    const whole = requestOf(settings, marketplace)
    const request = await chooseRequest(whole, choice)
    const exported = await exportSource({ ...options, source: await options.open(), request, whole, signal })
    options.onExport(exported)
    exports.push(exported)
  }
  return exports
}
