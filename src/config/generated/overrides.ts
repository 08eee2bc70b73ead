// Generated from specs/schemas by scripts/generate-types.js; do not edit.

/**
 * @minItems 1
 */
export type Value = string | number | boolean | (string | number | boolean)[]
export type Slot = string
/**
 * Slots whose image is never shown.
 *
 * @minItems 1
 */
export type Slots = Slot[]
/**
 * Slots shown first, in this order; the others follow.
 *
 * @minItems 1
 */
export type Slots1 = Slot[]

/**
 * specs/overrides/*.yaml: what people decided about single listings.
 */
export interface OverridesFile {
  /**
   * Version of this file's format.
   */
  version: 1
  /**
   * By ASIN, for every marketplace, or by MARKETPLACE/ASIN for one.
   */
  overrides: {
    [k: string]: Override
  }
}
export interface Override {
  /**
   * SKU of the canonical product, or none: linked to nothing on purpose.
   */
  canonical?: string
  /**
   * true: never created, never touched.
   */
  ignore?: boolean
  /**
   * Why, for the people who come after you.
   */
  reason?: string
  /**
   * ASIN of the variation parent, whatever the source says, or none.
   */
  parent?: string
  /**
   * Values that stand instead of the source's, by key of specs/attributes.yaml.
   */
  attributes?: {
    [k: string]: Value
  }
  /**
   * Keys of specs/attributes.yaml that people own on this product: never written, never drift.
   *
   * @minItems 1
   */
  keep?: string[]
  images?: Images
}
/**
 * What to show instead of the source's choice; images are named by their slot.
 */
export interface Images {
  exclude?: Slots
  order?: Slots1
  /**
   * The slot whose image stands in for MAIN.
   */
  main?: string
}
