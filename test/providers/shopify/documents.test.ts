import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema, type GraphQLSchema, OperationTypeNode, parse, validate } from 'graphql'
import { describe, expect, test } from 'vitest'
import { catalogueQuery, linksQuery } from '../../../src/providers/shopify/bulk-query.ts'
import type { Document } from '../../../src/providers/shopify/document.ts'
import * as DOCUMENTS from '../../../src/providers/shopify/documents.ts'
import { VERSIONS } from '../../../src/providers/shopify/versions.ts'
import { DOMAINS } from '../../../src/sandbox/shopify/domains.ts'
import { schemaOf } from '../../../src/sandbox/shopify/schema/index.ts'

/** The real schemas, `admin-VERSION.graphql`, which are not ours to publish. */
const FOLDER = process.env.SYNC_TEST_SHOPIFY_SCHEMA

const documents: Document[] = Object.values(DOCUMENTS)
const BULK: [name: string, text: string][] = [
  ...[[], ['custom.*'], ['custom.a', 'other.b'], ['custom.*', 'other.b']].map((metafields): [string, string] => [
    `products with ${metafields.join(' and ') || 'no metafields'}`,
    catalogueQuery({ query: 'title:"A \\ B" status:active', metafields }),
  ]),
  ['collections and images of variants', linksQuery({ query: null })],
]

const mistakes = (schema: GraphQLSchema, text: string): string[] =>
  validate(schema, parse(text)).map(({ message }) => message)

describe.each(VERSIONS)('in version %s', (version) => {
  const ours = schemaOf(version, DOMAINS)

  test.each(documents.map((document) => [document.name, document] as const))('%s fits the schema', (_, { text }) => {
    expect(mistakes(ours, text)).toEqual([])
  })

  test.each(BULK)('a bulk query of %s fits the schema', (_, text) => {
    expect(mistakes(ours, text)).toEqual([])
  })

  test.skipIf(FOLDER === undefined)('all of them fit the real schema', () => {
    const file = readFileSync(join(FOLDER ?? '', `admin-${version}.graphql`), 'utf8')
    const real = buildSchema(file, { assumeValid: true })
    const texts = [...documents.map(({ text }) => text), ...BULK.map(([, text]) => text)]

    expect(texts.flatMap((text) => mistakes(real, text))).toEqual([])
  })
})

test('every document has one operation, of the name that it says', () => {
  for (const { name, text } of documents) {
    const operations = parse(text).definitions.map((definition) =>
      definition.kind === 'OperationDefinition' ? definition.name?.value : definition.kind,
    )
    expect(operations).toEqual([name])
  }
})

test('a document that writes is a mutation; the one mutation that changes nothing may be repeated', () => {
  const mutations = documents.filter(({ text }) =>
    parse(text).definitions.some(
      (one) => one.kind === 'OperationDefinition' && one.operation === OperationTypeNode.MUTATION,
    ),
  )
  expect(documents.filter(({ write }) => write).every((one) => mutations.includes(one))).toBe(true)
  expect(mutations.filter(({ write }) => !write).map(({ name }) => name)).toEqual(['RunBulkQuery'])
})

test.each(BULK)('a bulk query of %s has five lists at most, two deep, by edges alone', (_, text) => {
  const lists = text.match(/\bedges\b/g) ?? []

  expect(lists.length).toBeLessThanOrEqual(5)
  expect(text).not.toMatch(/\bnodes\b|\bpageInfo\b|\bfirst\b/)
})
