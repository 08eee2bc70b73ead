import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inspectWorkspace, loadWorkspace } from '../../src/config/index.ts'
import { ConfigError } from '../../src/model/errors.ts'
import { providers } from '../support/providers.ts'
import { ATTRIBUTES, findings, SYNC, temporaryFolder, workspaceFolder } from './workspace-files.ts'

describe('finding a workspace', () => {
  it('takes the nearest sync.yaml upwards', () => {
    const root = workspaceFolder()
    mkdirSync(join(root, 'deep', 'down'), { recursive: true })

    expect(loadWorkspace({ providers, cwd: join(root, 'deep', 'down') }).root).toBe(root)
  })

  it('takes the file that --config names, whatever it is called, and its folder as the root', () => {
    const root = workspaceFolder({ 'boots.yaml': SYNC.replace('twisted-x', 'boots') })

    const workspace = loadWorkspace({ providers, cwd: join(root, 'specs'), config: '../boots.yaml' })

    expect(workspace).toMatchObject({ root, settings: { scope: 'boots' } })
  })

  it('says what to do when there is none', () => {
    const cwd = temporaryFolder()

    expect(() => loadWorkspace({ providers, cwd })).toThrow(`There is no sync.yaml in ${cwd} or in a folder above it.`)
    expect(() => loadWorkspace({ providers, cwd, config: 'x.yaml' })).toThrow(
      'The file x.yaml that --config names does not exist.',
    )
  })
})

describe('reading files', () => {
  it('reports every mistake of all files in one error', () => {
    const cwd = workspaceFolder({
      'sync.yaml': SYNC.replace('scope:', 'scop:'),
      'specs/attributes.yaml': ATTRIBUTES.replace('item_name', 'item_nam'),
      'specs/overrides/a.yaml': 'version: 1\noverrides: { B0: { ignore: true, reason: no } }\n',
    })

    let error: unknown
    try {
      loadWorkspace({ providers, cwd })
    } catch (caught) {
      error = caught
    }

    expect(error).toBeInstanceOf(ConfigError)
    const { code, message, hints, diagnostics } = error as ConfigError
    expect({ code, message, hints }).toEqual({
      code: 'config',
      message: 'The workspace files hold 4 mistakes.',
      hints: ['Correct them; sync validate checks again, offline.'],
    })
    expect(diagnostics.map(({ file, line }) => `${file}:${line}`)).toEqual([
      'sync.yaml:1',
      'sync.yaml:2',
      'specs/attributes.yaml:3',
      'specs/overrides/a.yaml:2',
    ])
  })

  it('says when specs/attributes.yaml is missing, and needs no overrides', () => {
    expect(findings({ 'specs/attributes.yaml': null })).toEqual([
      'specs/attributes.yaml:1:1: error: the file does not exist',
    ])
  })

  it('takes a byte order mark and Windows line ends', () => {
    const text = `\uFEFF${SYNC.replace('twisted-x', 'Boots').replaceAll('\n', '\r\n')}`

    const scope = 'lower-case letters, digits and hyphens, such as twisted-x'
    expect(findings({ 'sync.yaml': text })).toEqual([`sync.yaml:2:8: error: scope must be ${scope}`])
  })

  it('refuses what is not UTF-8, naming the line', () => {
    const latin = Buffer.concat([Buffer.from('version: 1\n# caf'), Buffer.from([0xe9, 10])])
    const utf16 = Buffer.from('\uFEFFversion: 1\n', 'utf16le')

    expect(findings({ 'sync.yaml': latin })).toEqual(['sync.yaml:2:1: error: the file is not UTF-8 text'])
    expect(findings({ 'sync.yaml': utf16 })).toEqual(['sync.yaml:1:1: error: the file is not UTF-8 text'])
  })

  it('refuses files over 10 MB, lists at the top, several documents, and a folder in place of a file', () => {
    const list = findings({ 'sync.yaml': '- a\n' })
    expect(list).toEqual(['sync.yaml:1:1: error: the file must be a mapping, not a list'])
    const large = findings({ 'sync.yaml': '#'.repeat(10 * 1024 * 1024 + 1) })
    expect(large).toEqual(['sync.yaml:1:1: error: the file is larger than 10 MB'])
    const several = findings({ 'sync.yaml': `${SYNC}---\na: 1\n` })
    expect(several).toEqual(['sync.yaml:5:1: error: the file holds more than one document; remove the line "---"'])
    const folder = findings({ 'specs/attributes.yaml': null, 'specs/attributes.yaml/x': '' })
    expect(folder).toEqual(['specs/attributes.yaml:1:1: error: this is a folder, not a file'])
  })

  it('refuses more than 100 aliases, and few that grow into many values', () => {
    const many = `a: &a x\nb: [${Array(101).fill('*a').join(', ')}]\n`
    const levels = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(10).fill(`*l${i}`).join(', ')}]`)
    const bomb = `l0: &l0 [x]\n${levels.join('\n')}\n`
    const big = `a: &a [${Array(2000).fill('x').join(', ')}]\nb: [${Array(60).fill('*a').join(', ')}]\n`
    const circle = 'a: &a [*a]\n'

    const message = 'sync.yaml:1:1: error: the file uses more than 100 aliases, or aliases that repeat too much'
    for (const text of [many, bomb, big, circle]) expect(findings({ 'sync.yaml': text })).toEqual([message])
  })

  it('says that a file is nested too deeply instead of falling over', () => {
    expect(findings({ 'sync.yaml': '['.repeat(200_000) })[0]).toMatch(
      /^sync\.yaml:1:\d+: error: the file is nested too deeply$/,
    )
  })

  it('ends with nothing but a ConfigError, whatever is in the files', () => {
    const root = workspaceFolder()
    const piece = fc.constantFrom(
      ...'-:?[]{},&*!|>%@`"\' \n\t#~',
      'version: 1\n',
      'attributes:\n',
      '<<',
      '&a',
      '*a',
      'from: ',
      '__proto__: ',
    )
    const junk = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 40 }).map((parts) => parts.join('')),
    )
    const values = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value))
    const file = fc.constantFrom('sync.yaml', 'specs/attributes.yaml', 'specs/overrides/a.yaml')
    mkdirSync(join(root, 'specs/overrides'))

    fc.assert(
      fc.property(
        file,
        fc.oneof(
          junk,
          values,
          values.map((text) => `version: 1\nattributes: ${text}\n`),
        ),
        (path, text) => {
          writeFileSync(join(root, path), text)
          try {
            loadWorkspace({ providers, cwd: root })
          } catch (error) {
            expect(error).toBeInstanceOf(ConfigError)
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('gives the same digest for the same files, and another when an override changes', () => {
    const override = 'version: 1\noverrides: { B07X8Z63ZL: { ignore: true, reason: a } }\n'
    const digest = (text: string) =>
      inspectWorkspace({ providers, cwd: workspaceFolder({ 'specs/overrides/a.yaml': text }) }).workspace?.digest

    expect(digest(override)).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(digest(override)).toBe(digest(override))
    expect(digest(override)).not.toBe(digest(override.replace('reason: a', 'reason: b')))
  })
})
