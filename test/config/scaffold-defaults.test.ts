import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readEntries } from '../../src/config/entries.ts'
import { packagedSpec } from '../../src/config/packaged.ts'
import { choosePair, scaffoldFiles } from '../../src/config/scaffold.ts'
import { buildSettings } from '../../src/config/settings.ts'
import type { SourceSettings } from '../../src/model/settings.ts'
import { providers } from '../support/providers.ts'

/** `sync.yaml` as `init` writes it for a pair. */
function scaffold(pair: { source?: string[]; target?: string }): string {
  const files = scaffoldFiles({
    root: '/boots',
    scope: 'prairie',
    ...(pair.source === undefined ? { brand: 'Prairie Boot Co', shops: ['US'] } : {}),
    pair: choosePair(providers, pair),
  })
  return files.find(({ path }) => path === 'sync.yaml')?.text ?? ''
}

/** Once as it is, and once with everything that it shows as a comment. */
function commented(plain: string): { plain: string; full: string } {
  const full = plain
    .split('\n')
    .map((line) => line.replace(/^(\s*)# ?(\s*[a-z_]+:.*)$/, '$1$2'))
    .filter((line) => !/^\s*#/.test(line))
    .join('\n')
  return { plain, full }
}

const settingsOf = (raw: never) => buildSettings(raw, readEntries(raw, providers))
const firstSource = (raw: unknown) => settingsOf(raw as never).sources[0] as SourceSettings

/** Examples: there is no default for them. */
const EXAMPLES = ['seller_id']

test.each([
  ['that init writes', scaffold({})],
  ['that init writes for files', scaffold({ source: ['file'], target: 'file' })],
  ['that init writes for a file and Plytix', scaffold({ source: ['file'], target: 'plytix' })],
  ['of this repository', readFileSync(join(import.meta.dirname, '../../sync.yaml'), 'utf8')],
])('every value that the comments of the sync.yaml %s show is the default', (_, text) => {
  const { plain, full } = commented(text)
  const shown = parse(full)
  const { options: given, ...source } = firstSource(parse(plain))
  const { options, ...rest } = firstSource(shown)

  expect(shown.policy).toMatchObject({ max_change_percent: 30, baseline: 'account' })
  expect(settingsOf(shown as never).policy).toEqual(settingsOf(parse(plain) as never).policy)
  expect(settingsOf(shown as never).images).toEqual(settingsOf(parse(plain) as never).images)
  expect(rest).toEqual(source)
  expect(without(options, EXAMPLES)).toEqual(without(given, EXAMPLES))
})

const without = (all: object, names: string[]) =>
  Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)))

test('the specs of this repository are what a new workspace gets', () => {
  const files = scaffoldFiles({ root: '/boots', pair: choosePair(providers, {}) })

  for (const path of ['specs/attributes.yaml', 'specs/overrides/example.yaml']) {
    const text = readFileSync(packagedSpec(path.replace('specs/', '')), 'utf8')
    expect(files.find((file) => file.path === path)?.text).toBe(text)
  }
})
