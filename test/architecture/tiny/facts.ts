import type { Item, ItemFields } from '../../../src/model/item.ts'
import type { SourceFacts } from '../../../src/model/source.ts'
import { plainWords } from '../../../src/model/source-words.ts'

const WORDS = plainWords('tiny', 'Tiny')

/** How boots of a shelf are read. */
export const TINY_FACTS: SourceFacts = {
  ...WORDS,
  id: { ...WORDS.id, pattern: 'boot/[\\d:]+', form: 'boot/ and numbers', example: 'boot/1' },
  parents: { first: 'parent', all: 'parents' },
  children: 'children',
  paths: { item_name: 'name' },
  key: (shop, id) => `tiny/${shop}/${id}`,
  items: (fields) => fields.map(toItem),
  imageIds: () => () => [],
  imageId: (id) => id,
}

function toItem(fields: ItemFields): Item {
  const [shop, id, title] = [String(fields.marketplace), String(fields.asin), String(fields.item_name)]
  return {
    ref: { source: 'tiny', shop, id },
    key: `tiny/${shop}/${id}`,
    role: 'single',
    parents: [],
    children: [],
    codes: [],
    names: { title, brand: null, model: null, part: null, style: null, size: null, color: null },
    images: [],
    unusable: [],
    fields,
    paths: {},
    state: 'listed',
  }
}
