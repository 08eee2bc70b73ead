import { describe, expect, it } from 'vitest'
import { loadWorkspace } from '../../src/config/index.ts'
import { providers } from '../support/providers.ts'
import { ATTRIBUTES, findings, SYNC, workspaceFolder } from './workspace-files.ts'

const EVERY_OBJECT = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', 'isPrototypeOf']
const CSV = 'specs/overrides/boots.csv'
const YAML = 'specs/overrides/boots.yaml'

describe.each(EVERY_OBJECT)('the name %s', (name) => {
  it('is refused as a label, whatever it labels', () => {
    const attributes = `${ATTRIBUTES}  ${name}: { type: TextAttribute, from: size, write: always }\n`
    const gallery = SYNC.replace('plytix:', `plytix: { gallery: ${name} }`)
    const identifiers = SYNC.replace('plytix:', `plytix: { canonical: { identifiers: [attributes.${name}] } }`)

    for (const files of [
      { 'specs/attributes.yaml': attributes },
      { 'sync.yaml': gallery },
      { 'sync.yaml': identifiers },
    ]) {
      expect(findings(files).join('\n')).toMatch(/error: .*(cannot be used as a label|must be )/)
    }
  })

  it('is no field, and finds nothing in what an item holds', () => {
    const from = (expression: string) =>
      findings({ 'specs/attributes.yaml': ATTRIBUTES.replace('item_name', expression) })

    expect(from(name).join()).toContain(`names "${name}", which catalogue items do not have`)
    expect(from(`attributes.${name}`)).toEqual([])
  })

  it('is said to be unknown as a key of any file, as an override, a column, and in an override', () => {
    expect(findings({ 'sync.yaml': `${SYNC}${name}: 1\n` }).join()).toContain(`unknown key "${name}"`)
    expect(findings({ [YAML]: `version: 1\noverrides: { ${name}: { ignore: true } }\n` }).join()).toContain(
      `"${name}" is not an ASIN`,
    )
    expect(findings({ [YAML]: `version: 1\noverrides: { B07X8Z63ZL: { ${name}: x } }\n` }).join()).toContain(
      `unknown key "${name}" in B07X8Z63ZL`,
    )
    const inside = `version: 1\noverrides: { B07X8Z63ZL: { attributes: { ${name}: x }, keep: [${name}], reason: seen } }\n`
    expect(findings({ [YAML]: inside }).filter((line) => line.includes(`"${name}"`))).toHaveLength(2)
    expect(findings({ [CSV]: `asin,${name}\nB07X8Z63ZL,x\n` }).join()).toContain(`unknown column "${name}"`)
  })

  it('is a brand and a canonical SKU like any other', () => {
    const { settings, overrides } = loadWorkspace({
      providers,
      cwd: workspaceFolder({
        'sync.yaml': SYNC.replace('[Twisted X]', `["${name}"]`),
        [YAML]: `version: 1\noverrides: { B07X8Z63ZL: { canonical: "${name}", reason: seen } }\n`,
      }),
    })

    expect(settings.sources[0]?.options.brands).toEqual([{ name, aliases: [] }])
    expect(overrides[0]?.canonical).toBe(name)
  })

  it('is refused as a type, a unit and a value among others', () => {
    const type = ATTRIBUTES.replace('TextAttribute', name)
    expect(findings({ 'specs/attributes.yaml': type }).join()).toContain('must be a type of attribute')
    expect(findings({ 'sync.yaml': `${SYNC}policy: { unmatched: "${name}" }\n` }).join()).toContain('must be create')
  })
})

describe('templates that cannot be told apart', () => {
  const said = (yaml: string) =>
    findings({ 'sync.yaml': `${SYNC}${yaml}\n` }).map((line) => line.replace(/^.*error: /, ''))
  const once = (name: string, times: number) => `images.name must contain {${name}} once, not ${times} times`

  it.each([
    ['{id}{id}.{ext}', once('id', 2)],
    ['{id}-{id}-{id}.{ext}', once('id', 3)],
    ['{id}.{ext}.{ext}', once('ext', 2)],
    ['{id}{ext}', 'images.name must end with .{ext}'],
    ['{ext}.{id}', 'images.name must end with .{ext}'],
    ['{id}.{ext}{', 'images.name holds a brace without its counterpart'],
    ['a/{id}.{ext}', 'images.name holds a sign that a file name cannot hold'],
    ['{id}*.{ext}', 'images.name holds a sign that a file name cannot hold'],
    ['{id}\\u0007.{ext}', 'images.name holds a sign that a file name cannot hold'],
  ])('images.name: %s', (name, message) => expect(said(`images: { name: "${name}" }`)).toContain(message))

  it.each([
    ['{id}{id}', 'images.recognise[0] must contain {id} once, and no other placeholder'],
    ['*{id}.jpg', 'images.recognise[0] must have something between * and {id}, or the id has no end'],
    ['{id}*', 'images.recognise[0] must have something between * and {id}, or the id has no end'],
    ['*_*_*_*_{id}.jpg', 'images.recognise[0] may hold at most 3 stars'],
  ])('images.recognise: %s', (pattern, message) => {
    expect(said(`images: { recognise: ["${pattern}"] }`)).toContain(message)
  })

  it.each(['{asin}{asin}', '{marketplace}-{asin}-{asin}', '{marketplace}{marketplace}{asin}'])(
    'target.plytix.sku: %s',
    (sku) => {
      expect(findings({ 'sync.yaml': SYNC.replace('plytix:', `plytix: { sku: "${sku}" }`) }).join()).toMatch(
        /target\.plytix\.sku must contain \{\w+\} once, not 2 times/,
      )
    },
  )

  it('takes the default names, and those that only add something', () => {
    for (const name of ['{id}.{ext}', 'amazon_{id}.{ext}', '{id}_main.{ext}'])
      expect(said(`images: { name: "${name}" }`)).toEqual([])
    expect(said('images: { recognise: ["amazon_*_{id}.*"] }')).toEqual([])
  })
})

describe('control characters', () => {
  it.each([
    ['\u001b[31mPB10', 'U+001B'],
    ['PB10\u0000', 'U+0000'],
    ['PB\u009b10', 'U+009B'],
    ['PB\u007f10', 'U+007F'],
    ['PB\u000810', 'U+0008'],
  ])('are refused in a SKU: %j', (sku, name) => {
    const message = `error: the text holds the control character ${name}`
    const yaml = `version: 1\noverrides: { B07X8Z63ZL: { canonical: ${JSON.stringify(sku)}, reason: seen } }\n`

    expect(findings({ [CSV]: `asin,canonical,reason\nB07X8Z63ZL,${sku},seen\n` })).toContain(`${CSV}:2:12: ${message}`)
    expect(findings({ [YAML]: yaml.replace('"PB', '"PB') }).join()).toContain('control character')
  })

  it('let a reason have several lines', () => {
    expect(findings({ [CSV]: 'asin,canonical,reason\nB07X8Z63ZL,PB10,"two\nlines\tand a tab"\n' })).toEqual([])
  })
})
