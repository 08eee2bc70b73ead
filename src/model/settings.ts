import type { Diagnostic } from './diagnostic.ts'
import type { JsonObject } from './json.ts'
import type { Position } from './position.ts'
import type { QualitySpec } from './quality.ts'
import type { SourceFacts } from './source.ts'
import type { Computation, Transform } from './transform.ts'

export type WriteRule = 'always' | 'if-empty' | 'if-new' | 'on-change' | 'never'

/** Values under names, such as the options of a variant. */
export interface NamedValue {
  name: string
  /** JMESPath over the catalogue item. */
  from: string
}

/** One entry of `specs/attributes.yaml`. Exactly one of `from`, `value`, `compute` and `named` is set unless the rule is `never`. */
export interface AttributeSpec {
  /** The target's label, or `label`, `gtin`, `status` for the product's own fields. */
  label: string
  /** The display name; the target derives the label from it. */
  name: string
  /** The target's own name of its type. Own fields have none. */
  type: string | null
  /** JMESPath over the catalogue item. */
  from: string | null
  /** A literal with `{today}`, `{id}`, `{shop}` … in it. */
  value: string | number | boolean | string[] | null
  write: WriteRule
  /** An empty source value clears the target. */
  clear: boolean
  /** Allowed values of a choice attribute. */
  options: string[]
  position: Position
  /** Further expressions: where those before give nothing the next one is read. */
  others?: readonly string[]
  /** What a value of the source goes through, in this order. */
  as?: readonly Transform[]
  /** Stands where the source says nothing; never in the place of a live value. */
  default?: string | number | boolean
  /** Instead of `from`: works the value out of another. */
  compute?: Computation
  /** Names of sources; where several give a value, the first of these wins. */
  prefer?: readonly string[]
  /** Instead of `from`: an object of these in their order, without those that give nothing. */
  named?: readonly NamedValue[]
  /** The target fills the field by itself; a value is its own then, from this key of `sync.yaml`. */
  given?: { origin: string }
}

/** What people decided about a listing's images; variants are slots such as MAIN and PT01. */
export interface OverrideImages {
  /** Never shown; our own are taken off again. */
  exclude: string[]
  /** Shown first, in this order; the others follow as usual. */
  order: string[]
  /** Stands in for MAIN: the thumbnail, and first unless `order` says otherwise. */
  main: string | null
}

/** What `specs/overrides/*` says about one listing. */
export interface Override {
  /** Where its key names one; absent: the first source of the workspace. */
  source?: string
  /** The item's id in its source. */
  id: string
  /** `null`: every shop of the source; an entry for one shop stands instead of the other, whole. */
  shop: string | null
  /** A canonical SKU, `none`, or absent. */
  canonical?: string
  /** The id of the variation parent, `none`, or absent. */
  parent?: string
  /** Values that stand instead of the source's, by attribute label or own field. */
  attributes?: { [label: string]: string | string[] }
  /** Labels of attributes and own fields that people own on this product: never written, never drift. */
  keep?: string[]
  images?: OverrideImages
  ignore?: boolean
  reason?: string
  position: Position
  /** Where its parts stand: `canonical`, `parent`, `attributes.LABEL`, `images`, `images.main` and so on. */
  places?: { [part: string]: Position }
}

export interface CanonicalSettings {
  exclude_sku_prefixes: string[]
  /** Columns compared as GTIN-14: `gtin` or `attributes.LABEL`. */
  identifiers: string[]
  /** True: these are the usual columns, which no one asked for in particular. */
  default_identifiers?: boolean
  match: {
    /** Without a model number, a parent's part number, style, and the styles of its children name its canonical product. */
    model_fallbacks: boolean
    /** `{model}-{width}-{size}` is tried for listings that no identifier matches; such a match is a guess. */
    model_size: boolean
  }
}

export interface RelationshipSettings {
  label: string
  name: string
}

/** One source that is read: an entry under `source:`, of which a provider may have several. */
export interface SourceSettings {
  provider: string
  /** What it is divided into; each has an export of its own. */
  shops: string[]
  /** Prefix of its variables where the entry names one. */
  account: string | null
  max_age_seconds: number
  /** Hosts that images may come from; empty: any. */
  image_hosts: string[]
  /** Styles to roll out first; everything outside is counted and not planned. Empty: everything. */
  rollout_styles: string[]
  /** As the provider parsed them. */
  options: JsonObject
}

export interface TargetSettings {
  provider: string
  /** Template of keys, with `{shop}` and `{id}`, or what the sources call them. */
  sku: string
  /** What that is called under `target.NAME`; absent: `sku`. */
  keySetting?: string
  family: string | null
  gallery: string
  canonical: CanonicalSettings
  /** The provider's own settings, as it parsed them. */
  options: JsonObject
}

/** Where `sync.yaml` says how keys are made. */
export function keySettingOf({ provider, keySetting = 'sku' }: TargetSettings): string {
  return `target.${provider}.${keySetting}`
}

export const PRUNABLE = ['images', 'links', 'products', 'variants'] as const
export type Prunable = (typeof PRUNABLE)[number]

/** `sync.yaml` with its defaults filled in, as far as planner, applier and services need it. */
export interface Settings {
  scope: string
  /** In the order of `sync.yaml`, which is their precedence. */
  sources: SourceSettings[]
  target: TargetSettings
  relationships: { hierarchy: RelationshipSettings; listings: RelationshipSettings }
  images: { name: string; recognise: string[]; max_per_product: number; thumbnail_fallback: 'none' | 'first' }
  policy: {
    create_definitions: boolean
    unmatched: 'create' | 'skip' | 'flag'
    on_unadopted: 'keep' | 'overwrite'
    on_drift: 'report' | 'overwrite'
    /** What becomes of a product whose listing the source has no more. */
    on_gone: 'report' | 'mark' | 'archive' | 'delete'
    /** Which kinds of our own, gone from the source, may be removed. */
    prune: { [kind in Prunable]: boolean }
    /** `relationships.exclusive`: every relation to a resource of this scope counts as ours. */
    exclusive: boolean
    /** Deletes, of the owned products that this program made. */
    max_delete_percent: number
    max_export_drop_percent: number
    /** Updates that change or clear values, of the owned products. */
    max_change_percent: number
    /** 0 < share <= 1 */
    quota_share: number
    baseline: 'account' | 'local'
  }
}

/** A workspace as read from disk: settings, specs, overrides, and what was odd about them. */
export interface Workspace {
  /** Absolute folder of `sync.yaml`. */
  root: string
  settings: Settings
  /** Its sources with what is read of them. */
  shops: { facts: SourceFacts; shops: string[] }[]
  attributes: AttributeSpec[]
  /** Rules of what is written within a resource, such as the variants of a product. */
  variants?: AttributeSpec[]
  overrides: Override[]
  /** What items must hold to be planned; absent: the workspace does not say. */
  quality?: QualitySpec
  /** SHA-256 over sync.yaml and specs, `sha256:` in front. */
  digest: string
  /** The same of each file, by its path in the workspace. */
  files: { [path: string]: string }
  /** Warnings only; errors are thrown. */
  diagnostics: Diagnostic[]
}
