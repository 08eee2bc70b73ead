import type { SourceFacts } from '../../model/source.ts'
import { decoded } from './image-address.ts'
import { recogniser } from './image-source.ts'
import { toItems } from './item.ts'
import { AMAZON_PATHS } from './paths.ts'

export const AMAZON_FACTS: SourceFacts = {
  name: 'amazon',
  title: 'Amazon',
  words: { id: 'ASIN', shop: 'marketplace' },
  names: { id: 'asin', shop: 'marketplace' },
  parents: { first: 'parent_asin', all: 'parent_asins' },
  children: 'child_asins',
  idForm: '[A-Z0-9]{10}',
  paths: AMAZON_PATHS,
  key: (shop, id) => `${shop}/${id}`,
  items: toItems,
  imageIds: recogniser,
  imageId: decoded,
}
