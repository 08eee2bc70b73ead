import type { Override } from '../model/settings.ts'
import type { OverridesFile } from './generated/overrides.ts'
import { marketplaceCode } from './marketplaces.ts'
import type { ConfigFile } from './problem.ts'

/** An override with the place that it comes from, for messages. */
export interface OverrideEntry {
  override: Override
  file: ConfigFile<OverridesFile>
  /** As it is written. */
  key: string
}

/** Every entry of every file; keys may still be wrong, which the rules report. */
export function buildOverrides(files: readonly ConfigFile<OverridesFile>[]): OverrideEntry[] {
  return files.flatMap((file) =>
    Object.entries(file.data?.overrides ?? {}).map(([key, raw]) => {
      const slash = key.indexOf('/')
      const override: Override = {
        asin: key.slice(slash + 1),
        marketplace: slash < 0 ? null : marketplaceCode(key.slice(0, slash)),
        position: file.position(['overrides', key], 'key'),
      }
      if (raw?.canonical !== undefined) override.canonical = raw.canonical
      if (raw?.ignore !== undefined) override.ignore = raw.ignore
      if (raw?.reason !== undefined) override.reason = raw.reason
      return { override, file, key }
    }),
  )
}
