// Generated from specs/schemas by scripts/generate-types.js; do not edit.

/**
 * JMESPath over the catalogue item, such as item_name or bullet_points[0].
 */
export type From = string
/**
 * A fixed value; {today}, {asin}, {marketplace} and others are filled in.
 */
export type Value = string | number | boolean
/**
 * When the value is written.
 */
export type Write = 'always' | 'if-empty' | 'if-new' | 'on-change' | 'never'
/**
 * true: an empty source value clears the target.
 */
export type Clear = boolean

/**
 * specs/attributes.yaml: which target attribute gets which source value.
 */
export interface AttributesFile {
  /**
   * Version of this file's format.
   */
  version: 1
  /**
   * One entry per attribute, by its label in the target.
   */
  attributes: {
    label?: OwnField
    gtin?: OwnField
    status?: OwnField
    [k: string]: Attribute | OwnField | undefined
  }
}
/**
 * One of the product's own fields: the target defines its name and type.
 */
export interface OwnField {
  from?: From
  value?: Value
  write: Write
  clear?: Clear
}
export interface Attribute {
  /**
   * Display name; the target derives the label from it.
   */
  name: string
  /**
   * The target's type of the attribute.
   */
  type:
    | 'TextAttribute'
    | 'MultilineAttribute'
    | 'HtmlAttribute'
    | 'UrlAttribute'
    | 'IntAttribute'
    | 'DecimalAttribute'
    | 'DropdownAttribute'
    | 'MultiSelectAttribute'
    | 'BooleanAttribute'
    | 'DateAttribute'
  /**
   * Allowed values of a DropdownAttribute or MultiSelectAttribute.
   *
   * @minItems 1
   * @maxItems 1000
   */
  options?: string[]
  from?: From
  value?: Value
  write: Write
  clear?: Clear
}
