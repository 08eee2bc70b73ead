import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readEntries } from '../../src/config/entries.ts'
import { packagedSpec } from '../../src/config/packaged.ts'
import { choosePair, scaffoldFiles } from '../../src/config/scaffold.ts'
import { buildSettings } from '../../src/config/settings.ts'
import type { SourceSettings } from '../../src/model/settings.ts'
import { providers } from '../support/providers.ts'

/** `sync.yaml` as `init` writes it, once as it is and once with everything that it shows as a comment. */
function scaffold(): { plain: string; full: string } {
  const files = scaffoldFiles({
    root: '/boots',
    brand: 'Prairie Boot Co',
    scope: 'prairie',
    shops: ['US'],
    pair: choosePair(providers, {}),
  })
  const plain = files.find(({ path }) => path === 'sync.yaml')?.text ?? ''
  const full = plain
    .split('\n')
    .map((line) => line.replace(/^(\s*)# ?(\s*[a-z_]+:.*)$/, '$1$2'))
    .filter((line) => !/^\s*#/.test(line))
    .join('\n')
  return { plain, full }
}

const settingsOf = (raw: never) => buildSettings(raw, readEntries(raw, providers))
const firstSource = (raw: unknown) => settingsOf(raw as never).sources[0] as SourceSettings

test('every value that the comments of sync.yaml show is the default', () => {
  const { plain, full } = scaffold()
  const shown = parse(full)
  const { options: given, ...source } = firstSource(parse(plain))
  const { options, ...rest } = firstSource(shown)

  expect(Object.keys(shown.policy)).toContain('max_change_percent')
  expect(settingsOf(shown as never).policy).toEqual(settingsOf(parse(plain) as never).policy)
  expect(settingsOf(shown as never).images).toEqual(settingsOf(parse(plain) as never).images)
  expect(rest.max_age_seconds).toBe(source.max_age_seconds)
  expect(rest.image_hosts).toEqual(source.image_hosts)
  expect(options.lookup_gtins).toBe(given.lookup_gtins)
  expect(options.include_parents).toBe(given.include_parents)
})

test('the specs of this repository are what a new workspace gets', () => {
  const files = scaffoldFiles({ root: '/boots', pair: choosePair(providers, {}) })

  for (const path of ['specs/attributes.yaml', 'specs/overrides/example.yaml']) {
    const text = readFileSync(packagedSpec(path.replace('specs/', '')), 'utf8')
    expect(files.find((file) => file.path === path)?.text).toBe(text)
  }
})
