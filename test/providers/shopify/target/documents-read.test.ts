import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema, type GraphQLSchema, parse, validate } from 'graphql'
import { describe, expect, test } from 'vitest'
import { costOf, type Document } from '../../../../src/providers/shopify/document.ts'
import {
  furtherBelowDocument,
  furtherDocument,
  listsOf,
  productsDocument,
} from '../../../../src/providers/shopify/target/read/direct-documents.ts'
import * as SMALL from '../../../../src/providers/shopify/target/read/documents-read.ts'
import {
  catalogueText,
  keysText,
  metafieldsText,
} from '../../../../src/providers/shopify/target/read/read-bulk-text.ts'
import type { ReadSelection } from '../../../../src/providers/shopify/target/read/read-selection.ts'
import { VERSIONS } from '../../../../src/providers/shopify/versions.ts'
import { DOMAINS } from '../../../../src/sandbox/shopify/domains.ts'
import { schemaOf } from '../../../../src/sandbox/shopify/schema/index.ts'
import { say } from '../../../sandbox/shopify/support.ts'
import { KEY, PLAIN, worlds } from './reads-world.ts'

/** The real schemas, `admin-VERSION.graphql`, which are not ours to publish. */
const FOLDER = process.env.SYNC_TEST_SHOPIFY_SCHEMA

const odd = { namespace: 'a"b\\c', key: 'key\n' }
const FULL: ReadSelection = {
  ...{ key: KEY, productMetafields: [odd], variantMetafields: [odd], all: true },
  ...{ collections: true, publications: true, location: 'gid://shopify/Location/1', shopName: null },
}
const SIZES = { first: 25, below: 10 }

const SMALL_ONES: Document[] = [
  ...[SMALL.DEFINITIONS, SMALL.PUBLICATIONS_THERE, SMALL.LOCATIONS_THERE, SMALL.KEY_THERE],
  ...[SMALL.collectionsDocument(2), SMALL.filesDocument(2)],
]
const DOCUMENTS: Document[] = [
  ...SMALL_ONES,
  ...[productsDocument(PLAIN, { ...SIZES, count: 2 }), productsDocument(FULL, { ...SIZES, count: 1 })],
  ...listsOf(FULL).map((list) => furtherDocument(list, FULL, SIZES)),
  furtherBelowDocument(SIZES),
]
const BULK: [name: string, text: string][] = [
  ['products', catalogueText(PLAIN)],
  ['products with everything', catalogueText(FULL)],
  ['all metafields', metafieldsText()],
  ['keys', keysText(FULL)],
]

const mistakes = (schema: GraphQLSchema, text: string): string[] =>
  validate(schema, parse(text)).map(({ message }) => message)

describe.each(VERSIONS)('in version %s', (version) => {
  test('every document fits the schema', () => {
    const ours = schemaOf(version, DOMAINS)
    const texts = [...DOCUMENTS.map(({ text }) => text), ...BULK.map(([, text]) => text)]

    expect(texts.flatMap((text) => mistakes(ours, text))).toEqual([])
  })

  test.skipIf(FOLDER === undefined)('every document fits the real schema', () => {
    const real = buildSchema(readFileSync(join(FOLDER ?? '', `admin-${version}.graphql`), 'utf8'), {
      assumeValid: true,
    })
    const texts = [...DOCUMENTS.map(({ text }) => text), ...BULK.map(([, text]) => text)]

    expect(texts.flatMap((text) => mistakes(real, text))).toEqual([])
  })
})

test.each(DOCUMENTS.map((document) => [document.name, document] as const))(
  '%s reads, and is one operation of that name',
  (name, { text, write }) => {
    const operations = parse(text).definitions.flatMap((one) => (one.kind === 'OperationDefinition' ? [one] : []))

    expect(operations.map((one) => [one.operation, one.name?.value])).toEqual([['query', name]])
    expect(write).toBe(false)
  },
)

test.each(BULK)('a bulk query of %s has five lists at most, by edges alone', (_, text) => {
  expect(text.match(/\bedges\b/g)?.length).toBeLessThanOrEqual(5)
  expect(text).not.toMatch(/\bnodes\b|\bpageInfo\b|\bfirst\b/)
})

describe('the cost of', () => {
  const world = worlds()

  test.each(SMALL_ONES.map((document) => [document.name, document] as const))('%s is known', async (_, document) => {
    const { sim } = await world()
    const variables = {
      ...{ i0: { handle: 'a' }, i1: { handle: 'b' }, q0: 'filename:a', q1: 'filename:b' },
      identifier: { customId: { ...KEY, value: 'a' } },
    }
    await say(sim, document.text, variables)

    expect([sim.calls[0]?.code, sim.calls[0]?.requestedCost]).toEqual([null, costOf(document, variables)])
  })
})
