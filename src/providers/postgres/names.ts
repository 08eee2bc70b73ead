/** Key in `sync.yaml` and in plans. */
export const NAME = 'postgres'

export const PRODUCT = 'product'
export const VARIANT = 'variant'
export const MAPPING = 'mapping'
export const ASSET = 'asset'
export const ATTRIBUTE = 'attribute'

/** The field that holds what was last written. */
export const BASELINE = 'baseline'
/** The field of products that holds their images. */
export const GALLERY = 'images'
export const THUMBNAIL = 'thumbnail'
/** The group of a product's further fields, and the column that holds them. */
export const ATTRIBUTES = 'attributes'
/** What the listing itself says: kept apart, once for each content, and never read with its mapping. */
export const RAW = 'raw'

export const STATUSES = ['draft', 'active', 'inactive', 'archived'] as const
/** Of what is not listed any more. */
export const DISABLED = 'disabled'
export const SYNC_STATUSES = ['pending', 'synced', 'error', DISABLED] as const

/** `color` of `attributes.color`; `null` for what is no such field. */
export function attributeName(path: string): string | null {
  const [head = '', ...rest] = path.split('.')
  return head === ATTRIBUTES && rest.join('.') !== '' ? rest.join('.') : null
}
