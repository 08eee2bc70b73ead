import type { Change } from '../../src/model/target.ts'
import { BASELINE } from '../../src/providers/postgres/names.ts'
import { postgresTraits } from '../../src/providers/postgres/traits.ts'
import { spec } from '../support/boots.ts'
import { catalogueWorld, describeDrivers, workspaceFor } from '../support/postgres.ts'
import { describeTarget } from './target-suite.ts'
import type { Vocabulary } from './vocabulary.ts'

const FIT = spec('attributes.fit', { type: 'choice', options: ['Slim', 'Wide'] })
const TRAITS = postgresTraits(workspaceFor('any', [FIT]))
const key = (name: string) => `M-shop/1.${name}`

function definition(label: string, fields: Change['fields']): Change {
  return { action: 'create', kind: 'attribute', key: label, id: null, fields, parts: [], volatile: [], needs: {} }
}

const FIT_DEFINITION = definition('fit', { name: 'Fit', type: 'choice', options: ['Slim', 'Wide'] })

const WORDS: Vocabulary = {
  traits: TRAITS,
  key,
  owns: (sku) => sku.startsWith('M-shop/'),
  resembling: (name) => [
    key(name).toUpperCase(),
    `${key(name)} `,
    `${key(name)}%`,
    `x${key(name)}`,
    key(name).replace('.', '_'),
  ],
  given: (sku) => ({ name: `Boot ${sku}` }),
  text: { path: 'brand', one: "O'Neil \\ Söhne", other: 'Driving "Moc"; --' },
  second: { path: 'base_price', one: '20.1', other: '12345678901234.5678' },
  typed: [
    { path: 'description', one: 'A boot.\nTwo lines.', other: '<b>Bold</b>' },
    { path: 'category', one: 'Shoes', other: 'Shoes > Boots' },
    { path: 'status', one: 'active', other: 'archived' },
    { path: 'currency', one: 'IDR', other: 'EUR' },
    { path: 'stock', one: 0, other: 2_147_483_647 },
    { path: 'weight_g', one: 1_200, other: 1 },
    { path: 'gtin', one: '04012345678901', other: '4012345678918' },
    { path: 'attributes.fit', one: 'Slim', other: 'Wide', defined: FIT_DEFINITION },
    { path: 'attributes.seo.title', one: { deep: [1, 'two', null] }, other: ['a', 'b'] },
  ],
  passing: { path: BASELINE, one: 'run 1', other: 'run 2' },
  refused: [
    { fields: { name: null } },
    { fields: { base_price: '0' } },
    { fields: { base_price: 'N/A' } },
    { fields: { base_price: '123456789012345' } },
    { fields: { stock: -1 } },
    { fields: { stock: 3_000_000_000 } },
    { fields: { currency: 'EURO' } },
    { fields: { status: 'sold' } },
    { fields: { brand: 'null\0character' } },
    { fields: { 'attributes.text': 'null\0character' } },
    { fields: { images: ['999999999999'] } },
    { fields: { colour: 'red' } },
  ],
  nobody: '999999999999',
  definitions: {
    made: [FIT_DEFINITION, definition('seo.title', { name: 'Title', type: 'text' })],
    found: [],
    contradicting: { first: FIT_DEFINITION, second: { ...FIT_DEFINITION, fields: { name: 'Fit', type: 'number' } } },
    growing: [
      {
        title: 'options',
        first: [FIT_DEFINITION],
        named: { kind: 'attribute', key: 'fit' },
        path: 'options',
        members: ['Slim', 'Narrow'],
      },
    ],
  },
  pictures: { url: (file) => `https://images.example/${file}` },
}

describeDrivers('the contract of targets', (driver) => {
  describeTarget('postgres', TRAITS, async () => {
    const { target, close } = await catalogueWorld(driver, [FIT])
    return { target, words: WORDS, close }
  })
})
