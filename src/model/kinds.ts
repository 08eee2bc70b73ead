import type { Fields } from './fields.ts'
import type { Item } from './item.ts'
import type { Json } from './json.ts'
import type { Action, Address } from './plan.ts'
import type { AttributeSpec, WriteRule } from './settings.ts'

/** What a target's field holds, whatever the target calls the type. */
export type ValueKind =
  | 'text'
  | 'multiline'
  /** Text with markup: references in it mean what they say, and white space says nothing. */
  | 'html'
  | 'number'
  | 'decimal'
  | 'boolean'
  | 'date'
  | 'choice'
  | 'choices'
  | 'list'
  | 'assets'
  | 'json'
  | 'other'

/**
 * How what we want of a field and what is there become one: it takes the place; our members in a set of others; ours in
 * order, others kept behind; or a list that is only ever added to.
 */
export type Merge = 'replace' | 'own-set' | 'own-ordered' | 'extend'

/** What the values of a field refer to. Plans show references as addresses, writes hold the target's ids. */
export interface Reference {
  kind: string
  /** True: plans show the key alone. */
  byKey?: true
  /** True: writes hold the key as well, in place of the id. */
  sentByKey?: true
  /** What becomes of a write whose reference failed: it goes without, fails in that part, or is not sent. */
  lost: 'left-out' | 'partial' | 'skipped'
  /** True: what has no id from this run is looked up before it is used. */
  proven?: true
}

export interface FieldTraits {
  holds: ValueKind
  merge: Merge
  refers?: Reference
  /** Allowed values of a choice; `null`: any. */
  options?: ReadonlySet<string> | null
  /** Most members. */
  most?: number
  /** Of members whose texts this makes equal the target keeps one, in the spelling that was there first. */
  spelling?(member: string): string
  /** The address of what has to exist before the field can be written. */
  definedBy?: Address
  /** Written by a call of its own, after everything else. */
  apart?: true
  /** Given when it is made, and never looked at again. */
  once?: true
  /** Why members are added, for people. */
  added?(members: string[]): string
  /** The form in which the target keeps a value; what is wanted is brought into it before it is compared. Absent: as it is. */
  form?(value: Json): Json
  /**
   * Why the field cannot hold a value although its kind can, as the rest of a sentence; `null`: it can. The value is in
   * the form in which it would be written, `null` when it would be cleared.
   */
  objection?(value: Json): string | null
}

/**
 * What resources of a kind are made of: of an item, or of one with its children; or, where items of several shops and
 * sources become one, of all that are one product, of all that are one variant of it, and of each by itself.
 */
export type MadeOf = 'definition' | 'image' | 'item' | 'group' | 'relation' | 'master' | 'joined' | 'listing'

/**
 * A field that is filled whatever the workspace says: a rule as in `specs/attributes.yaml`, and one of the workspace for the
 * same field takes its place.
 */
export interface GivenRule {
  label: string
  /** JMESPath over the item; absent where there is a value. */
  from?: string
  /** What all resources hold, as it stands: nothing in it is filled in. */
  value?: AttributeSpec['value']
  /** The key of `sync.yaml` that a value comes from, for provenance. */
  origin?: string
  write: WriteRule
}

/** Why a resource as a whole cannot be. */
export interface Refusal {
  /** A sentence. */
  why: string
  /** The field of its parts that is in the way: as long as parts that are there keep theirs, the rest can be written. */
  field?: string
}

/** What a target can hold. */
export interface KindTraits {
  /** As in addresses. */
  name: string
  noun: readonly [one: string, many: string]
  madeOf: MadeOf
  /** The kind that it is written in: its resources are parts of others, and have no calls of their own. */
  within?: { kind: string; group: string }
  /** The parts of a plan, as `--only` names them, that it belongs to. */
  parts: readonly string[]
  /** `remove`: of a relation, of members; absent where the target cannot. */
  verbs: { create: Action; update: Action; remove?: Action }
  /** What the target can do with it; anything else in a plan is refused. */
  can: readonly Action[]
  /** The field that shows the key of what is made. */
  keyField?: string
  /** Fields that stand nested in plans. */
  groups: readonly string[]
  /** Where a person finds it. */
  place: string
  /**
   * Fields that the engine fills by itself. `ofParts`: the gallery shows the pictures of its parts as well, behind its own,
   * each picture once.
   */
  images?: { gallery: string; main: string | null; ofParts?: true }
  constants?: readonly Constant[]
  /** Of a kind below masters. */
  belongs?: Belongs
  /** Of a kind that is made of listings: the key of what an item becomes. */
  keyOf?(item: Item): string
  /** Of a kind that is made of items, or of parts: what is filled without a rule of the workspace. */
  given?: readonly GivenRule[]
  /** The path of an attribute of the workspace. */
  pathOf(label: string): string
  /** Also of its parts, by `partPath`. */
  field(path: string): FieldTraits
  /** The resource that it is a slice of, with the path of the slice and the name of its series; `null` for all others. */
  owner?(key: string): Owner
  /**
   * What a new one holds of itself. Where this is declared a read shows all that a resource holds, and whatever else that is,
   * somebody gave it.
   */
  initial?: Fields
  /** What marks it as no longer in use, where there is such a thing. */
  archived?: { path: string; value: Json }
  /** The field that holds what people call it, for messages. */
  named?: string
  /**
   * What tells that a resource of somebody else is the very thing that one of ours would become: texts of a word that says
   * what it is, a blank and the value, such as `sku ABC-1`. Of the resource and of its parts (by `partPath`), from live
   * fields as well as from those of a create, empty ones left out. A kind with marks has a `keyField`, as have its parts, and a
   * read shows the resources of others too, under keys that are not of our form. Absent: only the key tells.
   */
  marks?(fields: Fields): string[]
  /**
   * Why a resource as a whole cannot be; `null`: it can. For limits that no value tells by itself, such as too many parts, or
   * two that are alike. Of a create its fields, of an update the live ones with what is written over them: references are
   * ids where they are live, and addresses where they are to be written.
   */
  refuses?(fields: Fields): Refusal | null
  /**
   * Parts that cannot be made beside the others, by their keys, with what they have that is in the way: the rest of a sentence
   * that begins with "it has". Asked with what all parts are to hold, those of others as they are, by `partPath`. The new ones
   * among them are left out, each by itself, and `refuses` judges the rest. Absent: every part goes beside every other.
   */
  misfits?(fields: Fields): ReadonlyMap<string, string>
  /** Why it must not be removed whatever else holds, as the rest of a sentence that begins with its key; `null`: nothing. */
  bound?(fields: Fields): string | null
  /** Read before they are written; what cannot be looked up is left to the target's own refusal. */
  checked: boolean
  /** Resources in one page of a read. */
  page: number
  /** Whether lists of references and of parts hold in updates what is new, or everything; values are always whole. */
  lists: 'patch' | 'whole'
  /** Calls that a write of these fields takes, or one of another action than the usual. */
  calls(after: { [field: string]: Json }, action?: Action): number
  /** Writes that go in one call where they are made at the same time, by action; absent: each has its own. */
  together?: { readonly [action in Action]?: number }
}

export interface Owner {
  kind: string
  key: string
  /** Where the owner's row holds it. */
  path: string
  series: string
  /** What has to exist before. */
  definition: { kind: string; key: string }
}

/** Fields that refer to what a resource is a part of, where masters, variants and listings are kinds of their own. */
export interface Belongs {
  master: string
  variant?: string
}

/** A field that holds the same on all resources; it is written where it is empty. */
export interface Constant {
  path: string
  /** `sync.yaml`'s key, for provenance. */
  origin: string
}
