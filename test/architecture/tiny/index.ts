import type { Provider, TargetWorkspace } from '../../../src/model/provider.ts'
import type { TargetTraits } from '../../../src/model/target.ts'
import { createMemoryTarget } from '../../support/memory/index.ts'
import { MEMORY, memoryTraits } from '../../support/memory/traits.ts'
import { TINY_FACTS } from './facts.ts'
import { createTinySource, SAMPLE } from './source.ts'

/** A provider as small as one can be: a shelf of boots in shops, and a shelf in memory to put them on. */
const tiny: Provider = {
  name: 'tiny',
  title: 'Tiny',
  variables: [
    { name: 'TINY_KEY', purpose: 'key of the shelf', required: true },
    { name: 'TINY_URL', purpose: 'where it stands', default: 'https://tiny.example', is: 'url' },
  ],
  source: {
    settings: {
      type: 'object',
      additionalProperties: false,
      required: ['shops'],
      properties: {
        shops: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
        boots: { type: 'integer', minimum: 1, default: 2 },
      },
    },
    parse: ({ shops = [], boots = 2 }) => ({ shops: shops as string[], options: { boots: boots as number } }),
    check({ section, where, report }) {
      if (section.boots !== 13) return
      report(['boots'], { code: 'luck', severity: 'warning', message: `${where}.boots is an unlucky number` })
    },
    sample: SAMPLE,
    facts: TINY_FACTS,
    scaffold: ({ shops }) => ({
      section: `tiny:\n  shops: [${(shops.length > 0 ? shops : ['north']).join(', ')}]\n  # boots: 2  # on each shelf\n`,
      fields: [{ name: 'Title', holds: 'text', from: 'item_name', write: 'always' }],
    }),
    open: async ({ options }, { values }) =>
      createTinySource({ boots: Number(options.boots), key: values.TINY_KEY ?? '' }),
  },
  target: {
    settings: { type: 'object', additionalProperties: false, properties: { sku: { type: 'string', minLength: 1 } } },
    parse: ({ sku }, words) => ({
      provider: 'tiny',
      sku: typeof sku === 'string' ? sku : words.usualKey,
      family: null,
      gallery: 'shelf_images',
      canonical: { exclude_sku_prefixes: [], identifiers: [], match: { model_fallbacks: false, model_size: false } },
      options: {},
    }),
    attributes: {
      types: { Text: 'text', Choice: 'choice' },
      refused: { Gallery: 'holds images' },
      whole: [],
      own: { label: [], status: ['Draft', 'Completed', 'Archived'] },
      slug,
      baseline: MEMORY.baseline,
      reserved: () => ({ sku: 'comes from target.tiny.sku' }),
    },
    scaffold: ({ title }, fields) => ({
      section: 'tiny:\n  # sku: "{source}-{shop}-{id}"\n',
      attributes: `version: 1\nattributes:\n${fields
        .map(({ name, from, write }) => {
          const label = slug(`${title} ${name}`)
          return `  ${label}: { name: ${title} ${name}, type: Text, from: ${from}, write: ${write} }\n`
        })
        .join('')}`,
    }),
    traits: async (workspace) => traitsOf(workspace),
    open: async (workspace) => ({ ...createMemoryTarget({ workspace }), traits: traitsOf(workspace) }),
  },
}

function slug(name: string): string {
  return name.toLowerCase().replaceAll(' ', '_')
}

function traitsOf(workspace: TargetWorkspace): TargetTraits {
  return { ...memoryTraits(workspace), name: 'tiny', title: 'Tiny' }
}

export default tiny
