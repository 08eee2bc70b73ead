// Generated from specs/schemas by scripts/generate-types.js; do not edit.

/**
 * Amazon's code of a country; GB is taken as UK.
 */
export type Marketplace =
  | 'AE'
  | 'AU'
  | 'BE'
  | 'BR'
  | 'CA'
  | 'DE'
  | 'EG'
  | 'ES'
  | 'FR'
  | 'GB'
  | 'IE'
  | 'IN'
  | 'IT'
  | 'JP'
  | 'MX'
  | 'NL'
  | 'PL'
  | 'SA'
  | 'SE'
  | 'SG'
  | 'TR'
  | 'UK'
  | 'US'
  | 'ZA'
/**
 * Variation parent to child.
 */
export type Relationship =
  | string
  | {
      label?: string
      name: string
    }
/**
 * Canonical product to its listings.
 */
export type Relationship1 =
  | string
  | {
      label?: string
      name: string
    }

/**
 * sync.yaml: what to reconcile.
 */
export interface SyncFile {
  /**
   * Version of this file's format.
   */
  version: 1
  /**
   * Names what this workspace owns; another brand in the same account has another scope.
   */
  scope: string
  /**
   * Where desired values come from.
   */
  source: {
    amazon: Amazon
  }
  /**
   * Where they end up.
   */
  target: {
    plytix: Plytix
  }
  /**
   * The relationships that this program writes.
   */
  relationships?: {
    hierarchy?: Relationship
    listings?: Relationship1
    /**
     * true: every link to products of this scope in these relationships is managed here.
     */
    exclusive?: boolean
  }
  images?: Images
  policy?: Policy
}
export interface Amazon {
  /**
   * One marketplace code or a list.
   *
   * @minItems 1
   */
  marketplace: string | Marketplace[]
  /**
   * Brands to look for; a plain text is a brand without aliases.
   */
  brands?: (
    | string
    | {
        name: string
        /**
         * Other spellings of the same brand.
         */
        aliases?: string[]
      }
  )[]
  /**
   * Also read the variation parents that the search did not return.
   */
  include_parents?: boolean
  /**
   * Also ask Amazon for the codes of the target's products; auto: when a search was cut off.
   */
  lookup_gtins?: true | false | 'auto'
  /**
   * Enables the listings report as a further way to find ASINs.
   */
  seller_id?: string
  /**
   * Listings to read whatever their brand.
   */
  asins?: string[]
  /**
   * An older export gives a warning.
   */
  max_age?: string
  /**
   * Hosts that images may come from.
   *
   * @minItems 1
   */
  image_hosts?: string[]
  /**
   * When styles are named, everything outside is counted and never planned.
   */
  rollout?: {
    styles?: string[]
  }
}
export interface Plytix {
  /**
   * Template of the products' SKU, with {marketplace} and {asin}.
   */
  sku?: string
  /**
   * Name or id of the product family given to products made here.
   */
  family?: string
  /**
   * Label of the media gallery that holds the images.
   */
  gallery?: string
  /**
   * How canonical products are recognised and matched.
   */
  canonical?: {
    /**
     * Products whose SKU begins so are not canonical.
     */
    exclude_sku_prefixes?: string[]
    /**
     * Columns that hold a GTIN, EAN or UPC.
     */
    identifiers?: string[]
    /**
     * Ways to match listings that no identifier and no model number matches.
     */
    match?: {
      /**
       * A variation parent without a model number is matched by its part number, its style, or the style of most of its children.
       */
      model_fallbacks?: boolean
      /**
       * A listing is matched by {model}-{width}-{size}; such a match is marked as a guess.
       */
      model_size?: boolean
    }
  }
}
/**
 * How images are named and shown.
 */
export interface Images {
  /**
   * Template of the file name, with {id} and {ext}.
   */
  name?: string
  /**
   * File names that older tools gave to the same image, with {id} and *.
   */
  recognise?: string[]
  max_per_product?: number
  /**
   * What a product without a MAIN image shows: nothing, or its first image.
   */
  thumbnail_fallback?: 'none' | 'first'
}
/**
 * What may be written, and how carefully.
 */
export interface Policy {
  /**
   * false: missing attributes and relationships are an error that says where to make them.
   */
  create_definitions?: boolean
  /**
   * What happens to a listing without a canonical product.
   */
  unmatched?: 'create' | 'skip' | 'flag'
  /**
   * Values of products without a baseline that differ from the source.
   */
  on_unadopted?: 'keep' | 'overwrite'
  /**
   * A person changed a managed value in the target.
   */
  on_drift?: 'report' | 'overwrite'
  /**
   * Listings that two complete exports no longer have.
   */
  on_gone?: 'report' | 'mark' | 'archive' | 'delete'
  /**
   * Which kinds of our own, gone from the source, may be removed.
   */
  prune?: {
    links?: boolean
    images?: boolean
    products?: boolean
  }
  max_delete_percent?: string | number
  /**
   * A smaller export than this allows ends the plan; measured against the account.
   */
  max_export_drop_percent?: string | number
  /**
   * More of the owned products changed or cleared than this, from 20 on, and the plan is not applied.
   */
  max_change_percent?: string | number
  /**
   * How much of the account's API windows this program may use.
   */
  quota_share?: string | number
  /**
   * Where it is kept what was last written: account, in an attribute of each product; local, in state/, for accounts that cut long texts.
   */
  baseline?: 'account' | 'local'
}
