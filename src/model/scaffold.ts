import type { ValueKind } from './kinds.ts'
import type { TargetSettings } from './settings.ts'

/** A field of a source's items that a new workspace manages, or shows as a comment. */
export interface WantedField {
  /** Its name in words, without the source's: `Model Number`. */
  name: string
  /** One of the target's own fields instead of an attribute. */
  own?: string
  holds: ValueKind
  /** A text that is an address of a page. */
  address?: true
  /** JMESPath over the item. */
  from?: string
  value?: string
  options?: string[]
  write: 'always' | 'if-empty' | 'if-new' | 'on-change' | 'never'
  /** Stands beside its key. */
  note?: string
  /** Only shown. */
  off?: true
}

/** What people say of a new workspace. */
export interface ScaffoldChoices {
  brand?: string | undefined
  /** As they write them; none means the usual ones. */
  shops: string[]
  /** `; did you mean "x"?`, or nothing when no candidate is near. */
  suggest(word: string, candidates: readonly string[]): string
}

export interface SourceScaffold {
  /** The entry in a new `sync.yaml`, from the provider's key on, without indentation. */
  section: string
  fields: WantedField[]
  /** An example of overrides; absent: one in the words of the source. */
  overrides?: string
  /** Rules of a new `specs/quality.yaml`, as lines of YAML; absent: it needs none. */
  quality?: readonly string[]
  /** Further files, by their path in the workspace: an example of what is read. */
  files?: { path: string; text: string }[]
}

export interface TargetScaffold {
  /** The entry in a new `sync.yaml`, from the provider's key on, without indentation. */
  section: string
  /** A new `specs/attributes.yaml`. */
  attributes: string
  /** False: it holds no relations, so that a new `sync.yaml` need not name them. */
  relations?: false
}

/** What `specs/attributes.yaml` may say for a target. */
export interface AttributeForm {
  /** The types that a value can be written to, and what each of them holds. */
  readonly types: { readonly [type: string]: ValueKind }
  /** Why other types are not taken, as the rest of a sentence. */
  readonly refused: { readonly [type: string]: string }
  /** Types that hold whole numbers only. */
  readonly whole: readonly string[]
  /** The object's own fields: they have no name and no type, but perhaps options. */
  readonly own: { readonly [field: string]: readonly string[] }
  /** An attribute needs neither name nor type. */
  readonly untyped?: true
  /** It holds parts, such as variants within products, whose rules stand under `variants`. */
  readonly variants?: true
  /** The parts have options, such as colour and size: the label of the field that holds them, and how many it takes. */
  readonly options?: { readonly label: string; readonly most?: number }
  /** The label that the target derives from a name. */
  slug(name: string): string
  /** The attribute that holds what was last written. */
  readonly baseline: { label: string; name: string }
  /** Labels that no rule may write, with the reason as the rest of a sentence. */
  reserved(settings: TargetSettings): { [label: string]: string }
}
