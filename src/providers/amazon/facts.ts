import type { SourceFacts } from '../../model/source.ts'
import { decoded } from './image-address.ts'
import { recogniser } from './image-source.ts'
import { toItems } from './item.ts'
import { AMAZON_PATHS } from './paths.ts'

export const AMAZON_FACTS: SourceFacts = {
  name: 'amazon',
  title: 'Amazon',
  id: {
    noun: 'an ASIN',
    placeholder: 'asin',
    pattern: '[A-Z0-9]{10}',
    form: 'ten upper-case letters and digits',
    example: 'B07X8Z63ZL',
  },
  shop: { noun: 'marketplace', placeholder: 'marketplace' },
  placeholders: ['parent_asin'],
  usualKey: 'AMZN-{marketplace}-{asin}',
  recognise: ['amazon_*_{id}.*'],
  slot: { pattern: '[A-Z][A-Z0-9]{2,9}', form: 'a slot such as MAIN, PT01 or SWCH' },
  parents: { first: 'parent_asin', all: 'parent_asins' },
  children: 'child_asins',
  paths: AMAZON_PATHS,
  key: (shop, id) => `${shop}/${id}`,
  items: toItems,
  imageIds: recogniser,
  imageId: decoded,
}
