import type { Diagnostic } from '../../model/diagnostic.ts'
import type { KindTraits } from '../../model/kinds.ts'
import type { LiveResource } from '../../model/live.ts'
import type { Address, Blocked, Drift } from '../../model/plan.ts'
import type { Draft, Drafter } from '../diff/draft.ts'
import type { Removals } from '../diff/removal.ts'
import type { Deed } from './deeds.ts'
import type { PastIds } from './ids.ts'
import type { UndoInput } from './types.ts'

/** What others belonged to and was deleted along: it is there again under another id, or this operation makes it again. */
export interface DeletedOwner {
  id: string | null
  maker: string
}

/** What undoing needs to know, and where it puts what it finds. */
export interface UndoContext {
  input: UndoInput
  /** What others belonged to, of whatever kind, and was deleted. */
  deletedOwners: ReadonlyMap<Address, DeletedOwner>
  deeds: readonly Deed[]
  main: KindTraits
  /** `null`: the target makes nothing of images. */
  image: KindTraits | null
  /** The resources of the main kind that are there, by key. */
  rows: ReadonlyMap<string, LiveResource>
  ids: PastIds
  removals: Removals
  draftOf: Drafter
  /** Of kinds whose resources belong to those of this one, what was undone already. */
  below: readonly UndoContext[]
  /** Keys of the resources that belong to another, by its id. */
  holders: ReadonlyMap<string, string[]>
  found: Found
}

export interface Found {
  drafts: Draft[]
  blocked: Blocked[]
  drift: Drift[]
  diagnostics: Diagnostic[]
  /** Keys of resources that this plan deletes, with the operations that come before. */
  leaving: Map<string, Set<string>>
  /** Keys of resources whose baselines it puts back. */
  rewritten: Set<string>
  /** Keys of resources that it makes again. */
  coming: Set<string>
  /** What addresses by ids stand for. */
  names: Map<Address, string>
}
