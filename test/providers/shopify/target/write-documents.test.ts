import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema, type GraphQLSchema, parse, validate } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Attempt } from '../../../../src/providers/shopify/attempt.ts'
import { costOf } from '../../../../src/providers/shopify/document.ts'
import * as DOCUMENTS from '../../../../src/providers/shopify/target/write/write-documents.ts'
import { VERSIONS } from '../../../../src/providers/shopify/versions.ts'
import { DOMAINS } from '../../../../src/sandbox/shopify/domains.ts'
import type { SimCall } from '../../../../src/sandbox/shopify/journal.ts'
import { schemaOf } from '../../../../src/sandbox/shopify/schema/index.ts'
import { openPictureHost } from './picture-host.ts'
import { creation, openWriteWorld, part, sized, update, upload, type WriteWorld } from './write-world.ts'

/** The real schemas, which are not ours to publish. */
const FOLDER = process.env.SYNC_TEST_SHOPIFY_SCHEMA

let world: WriteWorld
let asked: Attempt[] = []
let calls: SimCall[] = []

const mistakes = (schema: GraphQLSchema, text: string): string[] =>
  validate(schema, parse(text)).map(({ message }) => message)

/** One of everything that is ever sent. */
beforeAll(async () => {
  world = await openWriteWorld({ fileMs: 2000 }, { location: 'Shop location' })
  const { sim, write, look } = world
  sim.resetCalls()
  world.asked.length = 0
  sim.person(
    'mutation { collectionCreate(collection: { title: "Boots" }) { collection { id } userErrors { message } } }',
  )
  const files = await Promise.all(['1.jpg', '2.jpg', '3.jpg'].map((name) => write(upload(name))))
  const media = files.map((file) => ('id' in file ? file.id : ''))
  await write(upload('1.jpg'))
  await write(upload('bad.jpg', 'https://images.example.com/missing/bad.jpg'))
  const host = await openPictureHost()
  await write(upload('4.jpg', `${host.url}/file/4`))
  await host.close()
  const base = { id: null, parts: [], volatile: [], needs: {} }
  for (const type of ['boolean', 'boolean']) {
    await write({
      ...base,
      action: 'create',
      kind: 'metafield-definition',
      key: 'variant.custom.new',
      fields: { type },
    })
  }
  const parts = [sized('a-1', '9', { inventory: 2, 'metafields.custom.material': 'Suede' }), sized('a-2', '10')]
  const places = {
    collections: ['boots'],
    publications: ['Shop'],
    media: media.slice(0, 2),
    'metafields.custom.material': 'x',
  }
  const made = (await write(creation('a', { ...places, tags: ['a'] }, parts))) as { id: string }
  await write(
    creation(
      'b',
      {},
      Array.from({ length: 101 }, (_, at) => sized(`b-${at}`, String(at))),
    ),
  )
  await look('a')
  await write(
    update(
      ['a', made.id],
      {
        ...{ title: 'Shoe', tags: ['b'], collections: [], publications: ['Online Store'], category: 'aa-1-1' },
        ...{ media: [media[2] ?? '', media[1] ?? ''], 'metafields.custom.material': null },
      },
      [
        part('a-1', { inventory: 3, 'metafields.custom.material': null }, 'update'),
        part('a-2', { inventory: 3, price: '2' }, 'update'),
        sized('a-3', '11'),
      ],
    ),
  )
  const color = (key: string, value: string) => part(key, { options: { Color: value } }, 'update')
  await look('a')
  await write(update(['a', made.id], {}, [color('a-1', 'Red'), color('a-2', 'Blue'), part('a-3', {}, 'delete')]))
  await look('a')
  await write(update(['a', made.id], { title: 'x' }, [part('a-9', { options: { Color: 'Red' } })]))
  for (const places of [[1, 2], [1]]) {
    await look('a')
    await write(update(['a', made.id], { media: places.map((place) => media[place] ?? '') }))
  }
  await look('a')
  await write(update(['a', made.id], {}, [part('a-1', {}, 'delete')]))
  await write({ ...base, action: 'delete', kind: 'file', key: '1.jpg', id: media[0] ?? '', fields: {} })
  await write({ ...base, action: 'delete', kind: 'product', key: 'a', id: made.id, fields: {} })
  await write({ ...base, action: 'delete', kind: 'product', key: 'a', id: made.id, fields: {} })
  asked = world.asked
  calls = sim.calls.filter(({ path }) => !path.startsWith('/staged/'))
}, 60_000)

afterAll(() => world.close())

test('all documents were sent, and all mutations', () => {
  const names = new Set(asked.map(({ document }) => document.name))
  expect(
    Object.values(DOCUMENTS)
      .filter(({ name }) => !names.has(name))
      .map(({ name }) => name),
  ).toEqual([])
  expect([...new Set(calls.filter(({ kind }) => kind === 'mutation').flatMap(({ fields }) => fields))].sort()).toEqual([
    ...[
      'fileCreate',
      'fileDelete',
      'fileUpdate',
      'inventoryActivate',
      'inventorySetQuantities',
      'metafieldDefinitionCreate',
    ],
    ...['metafieldsDelete', 'metafieldsSet', 'productDelete', 'productReorderMedia', 'productSet', 'productUpdate'],
    ...['productVariantsBulkCreate', 'productVariantsBulkDelete', 'productVariantsBulkUpdate', 'publishablePublish'],
    ...['publishableUnpublish', 'stagedUploadsCreate', 'tagsAdd', 'tagsRemove'],
  ])
})

test('every document costs what it says, and is understood', () => {
  expect(
    calls.map(({ status, code }) => [status, code]).filter(([status, code]) => status !== 200 || code !== null),
  ).toEqual([])
  expect(asked.map(({ document, variables }) => [document.name, costOf(document, variables)])).toEqual(
    asked.map(({ document }, place) => [document.name, calls[place]?.requestedCost]),
  )
})

describe.each(VERSIONS)('in version %s', (version) => {
  test('every document fits the schema', () => {
    const schema = schemaOf(version, DOMAINS)
    expect(asked.flatMap(({ document }) => mistakes(schema, document.text))).toEqual([])
  })

  test.skipIf(FOLDER === undefined)('every document fits the real schema', () => {
    const file = readFileSync(join(FOLDER ?? '', `admin-${version}.graphql`), 'utf8')
    const schema = buildSchema(file, { assumeValid: true })
    expect(asked.flatMap(({ document }) => mistakes(schema, document.text))).toEqual([])
  })
})
