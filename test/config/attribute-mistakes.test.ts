import { describe, it } from 'vitest'
import { checked, type Mistake } from './workspace-files.ts'

const ATTRIBUTES = 'version: 1\nattributes:\n'

const ATTRIBUTE_MISTAKES: Mistake[] = [
  [
    '  |amazon_title: { type: TextAttribute, from: size, write: always }',
    'error',
    'the key "name" is missing in amazon_title',
  ],
  [
    '  amazon_titel: { name: |Amazon Title, type: TextAttribute, from: size, write: always }',
    'error',
    'the target makes the label "amazon_title" of the name "Amazon Title", not "amazon_titel"',
  ],
  [
    '  a: { name: A, type: |TextAtribute, from: size, write: always }',
    'error',
    'a.type must be a type of attribute that can be written; did you mean "TextAttribute"?',
  ],
  [
    '  a: { name: A, type: |MediaGalleryAttribute, from: size, write: always }',
    'error',
    'a.type: MediaGalleryAttribute holds images, which no value can give; they go to target.plytix.gallery',
  ],
  [
    '  a: { name: A, type: |NumberAttribute, from: size, write: always }',
    'error',
    'a.type: NumberAttribute is not a type; use IntAttribute or DecimalAttribute',
  ],
  [
    '  a: { name: A, type: TextAttribute, from: |sise, write: always }',
    'error',
    'a.from names "sise", which catalogue items do not have; did you mean "size"?',
  ],
  [
    '  a: { name: A, type: TextAttribute, from: |"size[", write: always }',
    'error',
    'a.from is not valid JMESPath: it ends too early',
  ],
  [
    '  a: { name: A, type: TextAttribute, from: |uper(size), write: always }',
    'error',
    'a.from calls the unknown function uper(); did you mean "upper"?',
  ],
  [
    '  a: { name: A, type: TextAttribute, from: |"abs(size)", write: always }',
    'error',
    'a.from cannot be evaluated: Invalid type: abs() expected argument 1 to be type (number) but received type string instead.',
  ],
  [
    '  a: { name: A, type: TextAttribute, from: size, write: |alway }',
    'error',
    'a.write must be always, if-empty, if-new, on-change or never; did you mean "always"?',
  ],
  [
    '  a: { name: A, type: TextAttribute, from: size, |value: x, write: always }',
    'error',
    'a has both from and value; remove one',
  ],
  ['  |a: { name: A, type: TextAttribute, write: always }', 'error', 'a needs from or value'],
  [
    '  a: { name: A, type: TextAttribute, |from: size, write: never }',
    'warning',
    'a.from has no effect: write: never only defines the attribute',
  ],
  [
    '  a: { name: A, type: TextAttribute, from: size, write: if-new, |clear: true }',
    'warning',
    'a.clear has no effect with write: if-new',
  ],
  [
    '  a: { name: A, type: TextAttribute, value: |"{tody}", write: on-change }',
    'error',
    'a.value names {tody}, which is not filled in; did you mean "today"?',
  ],
  [
    '  a: { name: A, type: DateAttribute, value: |tomorrow, write: always }',
    'error',
    'a.value is not a date (YYYY-MM-DD)',
  ],
  ['  a: { name: A, type: IntAttribute, value: |1.5, write: always }', 'error', 'a.value is not a whole number'],
  ['  a: { name: A, type: BooleanAttribute, value: |yes, write: always }', 'error', 'a.value is not true or false'],
  [
    '  |a: { name: A, type: DropdownAttribute, from: size, write: always }',
    'error',
    'a is a DropdownAttribute and needs options',
  ],
  [
    '  a: { name: A, type: TextAttribute, |options: [S], from: size, write: always }',
    'error',
    'a is a TextAttribute and takes no options',
  ],
  [
    '  a: { name: A, type: DropdownAttribute, options: [S, |S], from: size, write: always }',
    'error',
    'a.options holds the same entry twice',
  ],
  [
    '  a: { name: A, type: DropdownAttribute, options: |[CA], from: marketplace, write: always }',
    'error',
    'a.options lacks US, which sync.yaml configures',
  ],
  [
    '  a: { name: A, type: DropdownAttribute, options: [SYNCED], value: |synced, write: always }',
    'error',
    'a.value is not among its options; did you mean "SYNCED"?',
  ],
  ['  status: { value: |active, write: if-new }', 'error', 'status.value must be Draft, Completed or Archived'],
  ['  label: { |type: TextAttribute, from: item_name, write: always }', 'error', 'unknown key "type" in label'],
  [
    '  |amazon_images: { name: Amazon Images, type: TextAttribute, from: size, write: always }',
    'error',
    'amazon_images is the gallery that holds the images (target.plytix.gallery) and cannot be written by a rule here',
  ],
  [
    '  |amazon_sync_baseline: { name: Amazon Sync Baseline, type: TextAttribute, write: never }',
    'error',
    'amazon_sync_baseline holds what was last written to a product and cannot be written by a rule here',
  ],
  ['  |__proto__: { from: size, write: always }', 'error', 'the key "name" is missing in __proto__'],
]

describe('a mistake in specs/attributes.yaml is named where it stands', () => {
  it.each(ATTRIBUTE_MISTAKES)('%s', (...mistake) => checked('specs/attributes.yaml', ATTRIBUTES, mistake))

  it('refuses more than 1000 options', () => {
    const options = Array.from({ length: 1001 }, (_, index) => `o${index}`).join(', ')
    const line = `  a: { name: A, type: DropdownAttribute, from: size, write: always, options: |[${options}] }`
    checked('specs/attributes.yaml', ATTRIBUTES, [line, 'error', 'a.options must have at most 1000 entries, not 1001'])
  })
})
