import type { Fields } from '../../src/model/fields.ts'
import { SILENT } from '../../src/model/log.ts'
import type { Change } from '../../src/model/target.ts'
import { createSecrets } from '../../src/net/secrets.ts'
import { BASELINE } from '../../src/providers/shopify/target/names.ts'
import { createShopifyTarget } from '../../src/providers/shopify/target/target.ts'
import { shopifyTraits } from '../../src/providers/shopify/target/traits.ts'
import { startShopifySim } from '../../src/sandbox/shopify/index.ts'
import { leapingClock } from '../providers/amazon/world.ts'
import { plainWorkspace } from '../providers/shopify/target/plain-workspace.ts'
import { describeTarget } from './target-suite.ts'
import type { Vocabulary } from './vocabulary.ts'

const TYPED: [type: string, one: Fields[string], other: Fields[string]][] = [
  ['multi_line_text_field', 'Leather\nWarm', 'Rubber'],
  ['number_integer', 3, 4],
  ['number_decimal', '3.5', '4.25'],
  ['boolean', true, false],
  ['date', '2026-11-28', '2025-01-31'],
  ['date_time', '2026-11-28T10:00:00+00:00', '2025-01-31T00:00:00+00:00'],
  ['url', 'https://prairie.example/a', 'https://prairie.example/b'],
  ['color', '#ff8800', '#000000'],
  ['json', { deep: [1, 'two', null] }, { a: 1 }],
  ['dimension', { value: 25, unit: 'CENTIMETERS' }, { value: 1.5, unit: 'METERS' }],
  ['list.single_line_text_field', ['a', 'b'], ['b']],
  ['list.number_integer', ['1', '2'], ['3']],
]

const nameOf = (type: string): string => `typed_${type.replace(/\W/g, '_')}`

const METAFIELDS = Object.fromEntries(TYPED.map(([type]) => [`metafields.custom.${nameOf(type)}`, type]))
const WORKSPACE = plainWorkspace(
  {},
  { title: null, 'metafields.custom.material': null, ...METAFIELDS },
  { sku: null, barcode: null },
)
const TRAITS = shopifyTraits(WORKSPACE)
const key = (name: string): string => `file-sandbox-${name}`

function definition(owner: string, name: string, type: string): Change {
  const made = { id: null, parts: [], volatile: [], needs: {} }
  const fields = { name: 'Contract', type }
  return { ...made, action: 'create', kind: 'metafield-definition', key: `${owner}.${name}`, fields }
}

const MATERIAL = definition('product', 'custom.material', 'single_line_text_field')

const WORDS: Vocabulary = {
  traits: TRAITS,
  key,
  owns: (one) => one.startsWith('file-sandbox-'),
  resembling: (name) => [key(name).toUpperCase(), `${key(name)}%`, `x${key(name)}`, `${key(name)}1`],
  given: (one) => ({ title: `Boot ${one}` }),
  text: { path: 'metafields.custom.material', one: "O'Neil \\ Söhne", other: 'Driving "Moc"; --', defined: MATERIAL },
  second: { path: 'productType', one: 'Boots', other: 'Shoes' },
  typed: [
    { path: 'descriptionHtml', one: '<p>A boot.</p>', other: '<b>Bold</b>' },
    { path: 'status', one: 'DRAFT', other: 'ARCHIVED' },
    { path: 'category', one: 'aa-1-1', other: 'el-4' },
    { path: 'seo.title', one: 'Found', other: 'Lost' },
    { path: 'templateSuffix', one: 'boots', other: 'shoes' },
    ...TYPED.map(([type, one, other]) => ({
      ...{ path: `metafields.custom.${nameOf(type)}`, one, other },
      defined: definition('product', `custom.${nameOf(type)}`, type),
    })),
  ],
  passing: { path: BASELINE, one: 'run 1', other: 'run 2' },
  refused: [
    { fields: { title: '' } },
    { fields: { title: 'x'.repeat(256) } },
    { fields: { status: 'SOLD' } },
    { fields: { handle: 'x'.repeat(256) } },
    { fields: { tags: ['a,b'] } },
    { fields: { category: 'zz-1' } },
    { fields: { media: ['gid://shopify/MediaImage/999999999999'] } },
    { fields: { collections: ['nowhere'] } },
    { fields: { publications: ['Nowhere'] } },
    { fields: { colour: 'red' } },
  ],
  nobody: 'gid://shopify/Product/999999999999',
  definitions: {
    made: [MATERIAL, definition('variant', 'custom.material', 'boolean')],
    found: [],
    contradicting: { first: MATERIAL, second: { ...MATERIAL, fields: { name: 'Material', type: 'boolean' } } },
    growing: [],
  },
  parts: {
    key: (name) => `${key('b01')}-${name}`,
    text: { path: 'sku', one: 'SKU-1', other: 'SKU-2' },
    second: { path: 'barcode', one: '0123', other: '0456' },
    given: (one) => ({ options: { Size: one.slice(-1) } }),
  },
  pictures: { url: (file) => `https://images.example.com/${file}` },
}

const DEFINE = `mutation($definition: MetafieldDefinitionInput!) {
  metafieldDefinitionCreate(definition: $definition) { userErrors { message } }
}`

describeTarget('shopify', TRAITS, async () => {
  const clock = leapingClock()
  const sim = await startShopifySim({ clock, bulkMs: 0 })
  for (const ownerType of ['PRODUCT', 'PRODUCTVARIANT']) {
    sim.person(DEFINE, { definition: { namespace: 'custom', key: 'sync_key', name: 'Key', type: 'id', ownerType } })
  }
  const { accessToken } = sim.options
  const target = createShopifyTarget({
    workspace: WORKSPACE,
    values: { SHOPIFY_ACCESS_TOKEN: accessToken, SHOPIFY_API_URL: sim.url },
    ...{ clock, random: () => 0.5, userAgent: 'test/1', share: 1, log: SILENT, onWait: () => undefined },
    secrets: createSecrets(accessToken),
  })
  await target.connect(new AbortController().signal)
  return { target, words: WORDS, close: () => sim.close() }
})
