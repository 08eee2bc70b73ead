// Generated from specs/schemas by scripts/generate-types.js; do not edit.

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
  parent?: never
  attributes?: never
  keep?: never
  images?: never
}
