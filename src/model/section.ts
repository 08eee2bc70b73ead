import type { JsonObject } from './json.ts'
import type { SourceSettings, TargetSettings } from './settings.ts'
import type { SourceWords } from './source-words.ts'

export interface SectionProblem {
  code: string
  message: string
  hint?: string
  /** An error unless it says otherwise. */
  severity?: 'error' | 'warning'
  /** What the problem is about: the value unless it says otherwise. */
  part?: 'key'
}

/** A provider's entry in `sync.yaml`, for checks that a schema cannot express. */
export interface SectionCheck {
  /** What the schema let pass. */
  section: { readonly [key: string]: unknown }
  /** Its place in words, such as `target.NAME`. */
  where: string
  /** True when something stands there, be it right or wrong. */
  has(path: readonly (string | number)[]): boolean
  /** Paths begin at the entry; an empty one is the entry itself. */
  report(path: readonly (string | number)[], problem: SectionProblem): void
  /** `; did you mean "x"?`, or nothing when no candidate is near. */
  suggest(word: string, candidates: readonly string[]): string
}

export interface TargetCheck extends SectionCheck {
  settings: TargetSettings
  /** The sources of the workspace with their words. */
  sources: readonly { settings: SourceSettings; words: SourceWords }[]
}

/** What a source makes of its entry in `sync.yaml`. */
export interface SourceSection {
  /** What its exports are divided into. */
  shops: string[]
  /** Validated by the schema. */
  options: JsonObject
  /** Seconds; a day unless it says otherwise. */
  maxAge?: number
  /** Hosts that images may come from; absent: any. */
  imageHosts?: string[]
  /** Styles to roll out first; absent: everything. */
  rollout?: string[]
}

/** What flags say about an export. */
export interface ExportChoice {
  brands: string[]
  /** Items by their id. */
  ids: string[]
  /** False: items that others refer to are left out. */
  relatives: boolean
  /** False: the target's codes are not looked up, whatever the workspace says. */
  codes: boolean
  /** At most that many items. */
  limit: number | null
}

const SECONDS: { [unit: string]: number } = { m: 60, h: 3_600, d: 86_400 }

/** Seconds of a duration such as `90m`. */
export function durationSeconds(duration: string): number {
  return Number(duration.slice(0, -1)) * (SECONDS[duration.slice(-1)] ?? 0)
}
