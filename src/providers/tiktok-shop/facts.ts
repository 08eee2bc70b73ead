import { imageNames } from '../../model/image-names.ts'
import type { SourceFacts } from '../../model/source.ts'
import { plainWords } from '../../model/source-words.ts'
import { TITLE } from './failure.ts'
import { imageId, itemKey, toItems } from './item.ts'
import { PATHS } from './paths.ts'

const WORDS = plainWords('tiktok-shop', TITLE)

/** How products of TikTok Shop are called and read. */
export const TIKTOK_SHOP_FACTS: SourceFacts = {
  ...WORDS,
  id: {
    ...WORDS.id,
    noun: 'a product id',
    pattern: '\\d{1,20}(?:\\.\\d{1,20})?',
    form: 'digits, and those of a SKU behind a dot',
    example: '1729592969712207008.1729592969712207012',
  },
  slot: { pattern: '(?:main|sku)\\d{0,2}', form: 'a place such as main1, or sku' },
  parents: { first: 'parent_key', all: 'parent_asins' },
  children: 'child_asins',
  paths: PATHS,
  key: itemKey,
  items: toItems,
  imageIds: imageNames,
  imageId,
}
