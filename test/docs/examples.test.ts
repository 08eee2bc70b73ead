import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseSandboxOptions } from '../../src/sandbox/options.ts'
import { parseAccountSeed } from '../../src/sandbox/plytix/parse-seed.ts'
import { choosePair, initWorkspace } from '../../src/services/init.ts'
import { validateWorkspace } from '../../src/services/validate.ts'
import { providers } from '../support/providers.ts'
import { blocks, fences, pages } from './markdown.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'docs-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

/** What is for a server of a forge, such as a workflow, is tried in `test/recipes`. */
const files = pages()
  .flatMap(fences)
  .filter(({ language, before }) => language === 'yaml' && !/<!-- recipe: [^>]+ -->$/.test(before))
  .map(({ text }) => ({ text, file: /^# (.+)$/m.exec(text)?.[1] ?? '' }))

/** Pages whose examples are of other systems. */
const OTHERS: { [path: string]: { source: string[]; target: string } } = {
  'docs/file.md': { source: ['file'], target: 'file' },
  'docs/shopify.md': { source: ['plytix'], target: 'shopify' },
  'docs/master-catalogue.md': { source: ['shopee', 'tiktok-shop'], target: 'postgres' },
}

function systemsOf(text: string) {
  return pages().flatMap((page) => (page.text.includes(text) ? (OTHERS[page.path] ?? []) : []))[0]
}

test('there is an example of every workspace file', () => {
  expect(files.map(({ file }) => file).sort()).toEqual([
    'specs/attributes.yaml',
    'specs/attributes.yaml',
    'specs/attributes.yaml',
    'specs/attributes.yaml',
    'specs/attributes.yaml',
    'specs/overrides/master.yaml',
    'specs/overrides/mca0032.yaml',
    'specs/quality.yaml',
    'sync.yaml',
    'sync.yaml',
  ])
})

test.each(files)('the example of $file passes sync validate', ({ file, text }) => {
  const systems = systemsOf(text)
  const pair = choosePair(providers, systems ?? {})
  initWorkspace({ providers, cwd: folder, pair, ...(systems ? {} : { brand: 'Twisted X' }) })
  writeFileSync(join(folder, file), text)

  expect(validateWorkspace({ providers, cwd: folder })).toEqual({ ok: true, diagnostics: [] })
})

test('the example of sandbox options is taken', () => {
  const [text = ''] = blocks('json', 'options')
  expect(Object.keys(parseSandboxOptions(JSON.parse(text)))).toEqual(['plytix', 'amazon'])
})

test('the example of an account is taken', () => {
  const [text = ''] = blocks('json', 'account')
  expect(parseAccountSeed(JSON.parse(text)).products).toHaveLength(1)
})
