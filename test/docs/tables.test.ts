import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as edgeNames from '../../src/model/edge-names.ts'
import { OUTCOMES } from '../../src/model/run.ts'
import { OPTIONS_SCHEMA } from '../../src/sandbox/options-schema.ts'
import { pages, ROOT, source, spansIn, tables } from './markdown.ts'

const everything = source()
const all = tables()

function keysOf(marker: string): string[] {
  return all.filter((table) => table.marker === marker).flatMap(({ keys }) => keys)
}

/** Keys of an exported type of an object, with those that it inherits from one in the same file. */
function interfaceKeys(file: string, name: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8')
  const [, parent, body = ''] =
    new RegExp(`(?:interface|type) ${name}(?: =| extends (\\w+))? \\{\\n([\\s\\S]*?)^\\}`, 'm').exec(text) ?? []
  const own = [...body.matchAll(/^ {2}(?:readonly )?(?:(\w+)|\[(\w+)\])\??:/gm)].map(
    ([, key, constant]) => key ?? edgeName(constant),
  )
  return parent === undefined ? own : [...interfaceKeys(file, parent), ...own]
}

/** A key that stands in the program by the name of a constant. */
function edgeName(constant = ''): string {
  return String(EDGE_NAMES[constant])
}

const EDGE_NAMES: { [constant: string]: string } = { ...edgeNames }

const interfaces = all.map(({ marker }) => marker).filter((marker) => /^[A-Z]\w*[a-z] src\//.test(marker))

test.each(interfaces)('the table of %s has its keys', (marker) => {
  const [name = '', file = ''] = marker.split(' ')
  const keys = interfaceKeys(file, name)
  expect(keys.length).toBeGreaterThan(0)
  // Expressions see an item with its match, without what only the program needs.
  const visible =
    name === 'CatalogueItem' ? ['canonical_sku', ...keys].filter((key) => !/^(paths|unavailable)$/.test(key)) : keys
  expect(keysOf(marker).sort()).toEqual(visible.sort())
})

test('the table of outcomes has all of them', () => {
  expect(keysOf('OUTCOMES src/model/run.ts')).toEqual([...OUTCOMES])
})

test('the table of exit codes has those that the program sets', () => {
  const code = source('commands') + source('cli')
  const set = [...code.matchAll(/process\.exitCode = (\w+)$/gm)].map(([, value = '']) =>
    /^\d+$/.test(value) ? value : new RegExp(`const ${value} = (\\d+)$`, 'm').exec(code)?.[1],
  )
  const asError = [...code.matchAll(/const (?:INTERRUPTED|STOPPED_AS_ASKED) = (\d+)$/gm)].map(([, value]) => value)
  const numbers = [...set, ...asError].filter((value) => value !== undefined)
  expect(keysOf('exit codes')).toEqual([...new Set(['0', ...numbers])].sort((a, b) => Number(a) - Number(b)))
})

type Schema = {
  type?: string | string[]
  $ref?: string
  then?: Schema
  properties?: { [key: string]: Schema | false }
}

function leaves(schema: Schema, defs: { [name: string]: Schema }): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    if (value === false) return []
    const named = value.$ref ?? (value.type?.includes('object') ? value.then?.$ref : undefined)
    const target = named ? (defs[named.replace('#/$defs/', '')] as Schema) : value
    return target.type === 'object' && target.properties ? leaves(target, defs).map((leaf) => `${key}.${leaf}`) : [key]
  })
}

function schemaLeaves(name: string, definition?: string): string[] {
  const schema = JSON.parse(readFileSync(join(ROOT, `specs/schemas/${name}.schema.json`), 'utf8'))
  return leaves(definition === undefined ? schema : schema.$defs[definition], schema.$defs)
}

test('every key of sync.yaml is described, or said to have no effect', () => {
  const workspace = pages().find(({ path }) => path === 'docs/workspace.md')?.text ?? ''
  const [idle = ''] = workspace.split('### Not there yet')[1]?.split(/have no\seffect/) ?? []
  const described = [...keysOf('schema sync'), ...spansIn(idle)]
  const known = schemaLeaves('sync')
  const covers = (key: string, leaf: string) => leaf === key || leaf.startsWith(`${key}.`)
  expect(known.filter((leaf) => !described.some((key) => covers(key, leaf)))).toEqual([])
  expect(described.filter((key) => !known.some((leaf) => covers(key, leaf)))).toEqual([])
})

test.each([
  ['attributes', 'attribute'],
  ['overrides', 'override'],
  ['quality', 'rule'],
])('every key of specs/%s is described', (name, definition) => {
  expect(keysOf(`schema ${name}`).sort()).toEqual(schemaLeaves(name, definition).sort())
})

test('the table of blocked operations has the codes that the planner gives', () => {
  const union = /type BlockCode =([\s\S]*?)\n\n/.exec(everything)?.[1] ?? ''
  const planner = source('planner')
  const given = [...union.matchAll(/'([a-z-]+)'/g)].map(([, code = '']) => code)
  expect(keysOf('blocked')).toEqual(given.filter((code) => planner.includes(`'${code}'`)).sort())
})

test('every code in the documents exists in the program', () => {
  expect(keysOf('codes').filter((code) => !everything.includes(`'${code}'`))).toEqual([])
})

/** Of the test target, and of what no command takes. */
const INTERNAL = ['family-missing', 'run-id']

test('every code of the program is described', () => {
  const patterns = [
    /new (?:Sync|Config|Provider|StalePlan|UnsafePlan)Error\(\s*'([a-z-]+)'/g,
    /\bcode: '([a-z-]+)'/g,
    /(?:#warn|\.warn|block|make)\(\s*'([a-z-]+)'/g,
  ]
  const text = pages()
    .filter(({ path }) => /troubleshooting|reconciling/.test(path))
    .flatMap((page) => spansIn(page.text))
  const codes = patterns.flatMap((pattern) => [...everything.matchAll(pattern)].map(([, code = '']) => code))
  const missing = new Set(codes).difference(new Set([...text, ...INTERNAL]))
  expect([...missing]).toEqual([])
})

test.each(['plytix', 'amazon', 'market', 'shopee', 'tiktok-shop', 'shopify'] as const)(
  'every sandbox option of %s is described',
  (service) => {
    const { properties } = OPTIONS_SCHEMA.properties[service] as { properties: object }
    expect(keysOf(`options ${service}`).sort()).toEqual(Object.keys(properties).sort())
  },
)

test('every key of a fault is described', () => {
  const keys = Object.values(OPTIONS_SCHEMA.properties).flatMap((service) => {
    const { faults } = (service as { properties: { faults?: { items: { properties: object } } } }).properties
    return Object.keys(faults?.items.properties ?? {})
  })
  expect(keysOf('options faults').sort()).toEqual([...new Set(keys)].sort())
})

test('every environment variable that is read is described', () => {
  const read = source('config/') + source('cli') + source('providers/')
  const names = [...read.matchAll(/'((?:PLYTIX|SP_API|SYNC)_[A-Z_]+)'|process\.env\.([A-Z_]+)/g)].map(
    ([, quoted, property]) => quoted ?? property ?? '',
  )
  expect(keysOf('environment').sort()).toEqual([...new Set(names)].sort())
})

test('the table of events, the published schema and the program have the same types', () => {
  const schema = JSON.parse(readFileSync(join(ROOT, 'specs/schemas/event.schema.json'), 'utf8'))
  const published = schema.oneOf.map(
    ({ properties }: { properties: { type: { const: string } } }) => properties.type.const,
  )
  const told = [...readFileSync(join(ROOT, 'src/model/event.ts'), 'utf8').matchAll(/type: '([a-z]+\.[a-z]+)'/g)]

  expect(keysOf('events').sort()).toEqual(published.sort())
  expect(told.map(([, type]) => type).sort()).toEqual(published)
})
