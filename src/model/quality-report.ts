import type { SHOP } from './edge-names.ts'
import type { KeptQuality, Quality, Rejected } from './quality.ts'

/** Values of a field that its rule cannot use, with the first few reasons. */
export interface RefusedValues {
  field: string
  count: number
  samples: string[]
}

/** How good the items of the newest exports are, and how that went. */
export interface QualityReport {
  scope: string
  exports: { provider: string; [SHOP]: string; items: number; complete: boolean; exported_at: string }[]
  /** True when `specs/quality.yaml` says what items must hold. */
  ruled: boolean
  quality: Quality
  rejected: Rejected[]
  refused: RefusedValues[]
  /** Of earlier plans and applies, oldest first. */
  trend: KeptQuality[]
}
