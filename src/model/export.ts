import type { ITEM_ID, SHOP } from './edge-names.ts'
import type { Json } from './json.ts'

/** One question to the source's search, and what it reached. */
export interface SearchReport {
  brand: string
  /** How the brand was written, `null` for keywords alone. */
  spelling: string | null
  /** The classification that it was narrowed to. */
  classification: { id: string; name: string } | null
  /** What the source said that there is. */
  estimate: number
  reached: number
  /** `divided`: asked again for each of its classifications. `capped`, `cut-off`, `lost-page`: there may be more. */
  ended: 'last-page' | 'divided' | 'capped' | 'cut-off' | 'lost-page' | 'enough'
  /** How many listings it lacks after everything else was tried. */
  out_of_reach: number
}

/** Why a read ended before its end. */
export interface Unfinished {
  /** Stable, kebab-case; documented as the codes of errors are. */
  code: string
  /** A sentence, for people. */
  message: string
  /** When it can go on, ISO 8601, UTC; `null`: nobody knows. */
  until: string | null
}

/** How complete an export is, and why. */
export interface ExportReport {
  /** By way, in the order in which they were tried: what it found, and what no way before it had found. */
  ways: { [way: string]: { found: number; new: number } }
  searches: SearchReport[]
  caps_hit: number
  out_of_reach: number
  /** The seller's own listings: how they were read, and why not otherwise. `null`: not asked for. */
  own_listings: {
    way: 'report' | 'search' | 'none'
    rows: number
    /** Rows that could not be used; absent in files of earlier versions. */
    unread?: number
    reason: string | null
  } | null
  /** Codes of the target that were looked up because no listing had them yet. */
  gtins: { known: number; looked_up: number; found: number } | null
  /** Ids that listings refer to and that the source does not have. */
  missing: { [ITEM_ID]: string; named_by: string[] }[]
  /** Ids, and codes, that could not be read. */
  failed: ({ [ITEM_ID]: string; reason: string } | { gtin: string; reason: string })[]
  /** Listings of other brands; `file` lies beside the export. */
  rejected: { listings: number; brands: { brand: string; listings: number }[]; file: string | null }
  /** Absent: the read came to its end. */
  unfinished?: Unfinished
  /** How many exports in a row took details over from the one before, and since when none did (ISO 8601). Absent: this did not. */
  built_on?: { exports: number; since: string }
}

/** Of a source that reads all that it has in one way, and may know of items that it does not have. */
export function plainReport(missing: ExportReport['missing'] = []): ExportReport {
  return {
    ways: {},
    searches: [],
    caps_hit: 0,
    out_of_reach: 0,
    own_listings: null,
    gtins: null,
    missing,
    failed: [],
    rejected: { listings: 0, brands: [], file: null },
  }
}

/** What is known of an export, apart from its items: the first line of an export file. */
export interface ExportHeader {
  format_version: string
  provider: string
  [SHOP]: string
  /** What was asked for: brands, ids, options. Two exports of one query can stand for each other. */
  query: { [key: string]: Json }
  /** False when the export may lack listings; nothing is removed on its word. */
  complete: boolean
  counts: { [name: string]: number }
  /** Absent in files that this program did not read from the source itself. */
  report?: ExportReport
  /** SHA-256 over the items sorted by id, `sha256:` in front. */
  digest: string
  /** When the read began, ISO 8601, UTC: nothing in the export is older. */
  exported_at: string
}
