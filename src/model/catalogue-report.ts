import type { Diagnostic } from './diagnostic.ts'
import type { Address, Plan } from './plan.ts'

/** What could be done about a finding; somebody has to choose, and nothing is done by itself. */
export interface Proposal {
  action: 'recreate' | 'relink' | 'forget' | 'remove' | 'merge'
  message: string
  /** What to type, `null` where it is done by hand. */
  command: string | null
}

/** Something in the catalogue that contradicts itself, or what is known of it here. */
export interface CatalogueFinding {
  /**
   * `dangling`: made from here, and not there any more. `renamed`: there under another key. `dangling-reference`: refers to
   * something that is not there. `orphan`: no source lists it. `alike-keys`, `duplicate-item`: several resources of one
   * key in other letters, or made of one item. `duplicate-mark`: several resources that are known by the same, such as a SKU of their variants.
   * `duplicate-sku`: several items of one shop with one SKU.
   */
  code: string
  address: Address
  message: string
  /** Addresses, or keys of items, that it is about beside the first. */
  others: string[]
  /** Of duplicates the one to keep, and why; `null` for everything else. */
  keep: { address: string; reason: string } | null
  proposals: Proposal[]
}

export interface CatalogueReport extends Pick<Plan, 'created_at' | 'sources' | 'target'> {
  scope: string
  /** False when there are findings. */
  ok: boolean
  /** What was looked at. */
  checked: { resources: number; items: number; complete: boolean }
  findings: CatalogueFinding[]
  diagnostics: Diagnostic[]
}
