import { imageNames } from '../../model/image-names.ts'
import type { SourceFacts } from '../../model/source.ts'
import { plainWords } from '../../model/source-words.ts'
import { itemsOf } from './items.ts'

const WORDS = plainWords('file', 'File')

/** How the rows of a file are called and read. */
export const FILE_FACTS: SourceFacts = {
  ...WORDS,
  id: {
    ...WORDS.id,
    noun: 'a key',
    pattern: '\\S(?:.*\\S)?',
    form: 'text without blanks around it',
    example: 'BOOT-1001-9',
  },
  shop: { noun: 'file', placeholder: 'shop' },
  usualKey: 'file-{shop}-{id}',
  slot: { pattern: '\\S(?:.*\\S)?', form: 'the column of an image, such as image1' },
  parents: { first: 'parent_key', all: 'parent_asins' },
  children: 'child_asins',
  paths: {},
  key: (shop, id) => `file/${shop}/${id}`,
  items: itemsOf,
  imageIds: imageNames,
  imageId: (id) => id,
}
