import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { prepareExport } from '../../src/state/exports/write.ts'
import { prepareOutput, writeOutput } from '../../src/state/output-file.ts'
import type { OutputKind } from '../../src/state/output-kind.ts'
import { preparePlan } from '../../src/state/plan-file.ts'
import { temporaryFolder } from './temporary.ts'

const BOOTS: OutputKind = { code: 'boots-unwritable', name: 'boots', one: 'list of boots', begins: /^boots:/ }

let folder: string
const at = (...names: string[]) => join(folder, ...names)
const write = (path: string, text = 'boots: new\n') => writeOutput(path, BOOTS, (draft) => writeFile(draft, text))
const refusal = (message: string) =>
  expect.objectContaining({ code: 'boots-unwritable', message: expect.stringContaining(message) })

beforeEach(() => {
  folder = temporaryFolder()
})

describe('an output file', () => {
  test('is made with its folders, and nothing is left beside it', async () => {
    await write(at('a', 'b', 'boots.txt'))

    expect(readFileSync(at('a', 'b', 'boots.txt'), 'utf8')).toBe('boots: new\n')
    expect(readdirSync(at('a', 'b'))).toEqual(['boots.txt'])
  })

  test.each(['', 'boots: old\n'])('replaces what holds %j, and keeps its rights', async (text) => {
    writeFileSync(at('boots.txt'), text, { mode: 0o640 })

    await write(at('boots.txt'))

    expect(readFileSync(at('boots.txt'), 'utf8')).toBe('boots: new\n')
    expect(statSync(at('boots.txt')).mode & 0o777).toBe(0o640)
  })

  test.each([
    ['sync.yaml', 'version: 1\nscope: boots\n'],
    ['specs/attributes.yaml', 'version: 1\nattributes: {}\n'],
    ['.env', 'PLYTIX_API_KEY=swordfish\n'],
    ['state/default/state.db', 'SQLite format 3\u0000'],
    ['notes.txt', 'my boots:\n'],
    ['a photograph', '\uFFFD\uFFFD'],
  ])('never replaces %s', async (name, text) => {
    mkdirSync(join(at(name), '..'), { recursive: true })
    writeFileSync(at(name), text)

    expect(() => prepareOutput(at(name), BOOTS)).toThrow(
      refusal('there is another file in its place, which is no list of boots'),
    )
    await expect(write(at(name))).rejects.toThrow(refusal(at(name)))
    expect(readFileSync(at(name), 'utf8')).toBe(text)
    expect(() => prepareOutput(at(name), BOOTS)).not.toThrow('swordfish')
  })

  test.each([
    ['one that is there', 'boots: old\n'],
    ['one that is not there yet', null],
  ])('goes where a link leads: to %s', async (_, text) => {
    mkdirSync(at('shelf'))
    if (text !== null) writeFileSync(at('shelf', 'boots.txt'), text)
    symlinkSync('shelf/boots.txt', at('second'))
    symlinkSync('second', at('first'))

    await write(at('first'))

    expect(lstatSync(at('first')).isSymbolicLink()).toBe(true)
    expect(readFileSync(at('shelf', 'boots.txt'), 'utf8')).toBe('boots: new\n')
  })

  test('is refused where a link leads to another kind of file, or in a circle', () => {
    writeFileSync(at('sync.yaml'), 'version: 1\n')
    symlinkSync('sync.yaml', at('boots.txt'))
    symlinkSync('round', at('round'))

    expect(() => prepareOutput(at('boots.txt'), BOOTS)).toThrow(refusal('no list of boots'))
    expect(() => prepareOutput(at('round'), BOOTS)).toThrow(refusal('a link that leads in a circle'))
  })

  test('is refused in place of a folder, below a file, and under a name that is too long', () => {
    writeFileSync(at('file'), '')

    expect(() => prepareOutput(folder, BOOTS)).toThrow(refusal('this is a folder'))
    expect(() => prepareOutput(at('file', 'boots.txt'), BOOTS)).toThrow(
      refusal('a file stands where its folder should be'),
    )
    expect(() => prepareOutput('/proc/boots/boots.txt', BOOTS)).toThrow(refusal('its folder cannot be made'))
    expect(() => prepareOutput(at('x'.repeat(300)), BOOTS)).toThrow(refusal('its name is too long'))
  })

  test.skipIf(process.getuid?.() === 0)('is refused in a folder that may only be read', () => {
    chmodSync(folder, 0o500)

    expect(() => prepareOutput(at('boots.txt'), BOOTS)).toThrow(refusal('you may not write there'))
  })

  test('stays as it was when writing ends half-way', async () => {
    writeFileSync(at('boots.txt'), 'boots: old\n')

    const half = writeOutput(at('boots.txt'), BOOTS, async (draft) => {
      await writeFile(draft, 'boots: ha')
      throw new Error('The power went.')
    })

    await expect(half).rejects.toThrow('The power went.')
    expect(readFileSync(at('boots.txt'), 'utf8')).toBe('boots: old\n')
    expect(readdirSync(folder)).toEqual(['boots.txt'])
  })
})

describe('what cannot be replaced', () => {
  test('is given the content: a pipe with a reader, which stays a pipe', async () => {
    execFileSync('mkfifo', [at('pipe')])
    const read = readFile(at('pipe'), 'utf8')

    await write(at('pipe'), `boots: ${'x'.repeat(300_000)}\n`)

    expect(await read).toHaveLength(300_008)
    expect(lstatSync(at('pipe')).isFIFO()).toBe(true)
  })

  test('is given the content: a device, which stays one', async () => {
    await write('/dev/null')

    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true)
    expect(existsSync('/dev/null.tmp')).toBe(false)
  })

  test('says when a device is full', async () => {
    await expect(write('/dev/full')).rejects.toThrow(refusal('the disk is full'))
  })
})

describe('kinds', () => {
  test('are told apart: a plan is no export, and an export no plan', () => {
    writeFileSync(at('plan.json'), '{\n"format_version": "1.1",\n"program": {"name":"catalog-sync"}}\n')
    writeFileSync(at('export.ndjson'), '{"format_version":"1.0","provider":"amazon"}\n')
    writeFileSync(at('package.json'), '{ "name": "boots" }\n')

    expect(() => preparePlan(at('plan.json'))).not.toThrow()
    expect(() => prepareExport(at('export.ndjson'))).not.toThrow()
    for (const name of ['export.ndjson', 'package.json'])
      expect(() => preparePlan(at(name))).toThrow('which is no plan')
    for (const name of ['plan.json', 'package.json'])
      expect(() => prepareExport(at(name))).toThrow('which is no export')
  })

  test('count what an export leaves beside it, too', () => {
    writeFileSync(at('boots.rejected.ndjson'), 'my notes\n')

    expect(() => prepareExport(at('boots.ndjson'))).toThrow('which is no such list')
  })
})
