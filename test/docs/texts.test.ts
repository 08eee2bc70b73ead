import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cell, meanings, PAGE, tableOf, withTexts } from '../../scripts/errors/page.ts'
import { type Said, scan } from '../../scripts/errors/scan.ts'
import { parseFiles, parseSources } from '../../scripts/errors/syntax.ts'
import { ROOT, source } from './markdown.ts'

/** What older guides tell people to look for. */
const SYMPTOMS = [
  'Found 0 products matching brand',
  '403 Forbidden',
  'references parent',
  'Match rate: 45%',
  'has no model_number - cannot link to canonical',
  'Invalid date format',
  'Invalid input type.',
  'does not exist',
  '429 Too Many Requests',
  "Relationship '…' not found",
  "doesn't exist",
  'Cannot find product',
  '409 Conflict - Asset already exists',
  'the product does not show it',
  '404 Not Found',
  '172 errors',
  'interrupted',
  'wrong products were created',
  'out of memory',
]

const page = readFileSync(join(ROOT, PAGE), 'utf8')

describe('the list of texts', () => {
  const said = scan(parseSources())

  test('holds every text of the program, and none that it no longer says', () => {
    expect(withTexts(page, tableOf(said, meanings()))).toBe(page)
  })

  test('holds what people meet most', () => {
    const texts = said.map(({ code, text }) => `${code}: ${text}`)

    expect(texts).toEqual(
      expect.arrayContaining([
        'credentials: Plytix refused the API key and password.',
        'image-unreachable: Plytix cannot fetch the image …: ….',
        'usage: There is no command "…".',
        'amazon-denied: Amazon SP-API refuses …: … "…" (request id …).',
        'plan-unreadable: … is not a whole plan: it is cut off, or is no JSON.',
        'invalid: Plytix answers …: … (…) (request id …).',
      ]),
    )
  })

  test('has a text for every code under which an error is thrown', () => {
    const thrown = /new (?:Sync|Config|Provider|StalePlan|UnsafePlan|Locked)Error\(\s*'([a-z-]+)'/g
    const codes = new Set([...source().matchAll(thrown)].map(([, code = '']) => code))

    expect(codes.size).toBeGreaterThan(50)
    expect([...codes.difference(new Set(said.map(({ code }) => code)))]).toEqual([])
  })

  test('refuses a code of which nobody says what it means', () => {
    const unknown: Said = { code: 'new-code', text: 'Something new.', hints: [], path: 'src/x.ts' }

    expect(() => tableOf([unknown], meanings())).toThrow('Nothing says what the code new-code means')
    expect(() => tableOf([unknown], new Map([['new-code', { cause: 'a cause', cure: '' }]]))).toThrow('what to do')
  })
})

test.each(SYMPTOMS)('the symptom "%s" is listed with what it is here', (symptom) => {
  const [, symptoms = ''] = /## Symptoms\n([\s\S]*?)\n## /.exec(page) ?? []
  const rows = symptoms.split('\n').filter((line) => line.startsWith('| ') && line.split('|')[1]?.includes(symptom))

  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows)
    expect(
      row
        .split('|')
        .slice(1, -1)
        .map((text) => text.trim() !== ''),
    ).toEqual([true, true, true])
})

describe('scan', () => {
  const textsOf = (files: { [path: string]: string }) =>
    scan(parseFiles(new Map(Object.entries(files)))).map(({ code, text, hints }) => [code, text, ...hints])

  test('reads templates, alternatives and constants, with gaps for what changes', () => {
    const text = `
      const FORMAT = '1.1'
      export function boots(count: number, why: string) {
        const what = count === 1 ? 'a boot' : \`\${count} boots\`
        throw new SyncError('boots', \`There is \${what} of \${FORMAT}: \${why}.\`, { hints: ['Count again.'] })
      }`

    expect(textsOf({ 'src/a.ts': text })).toEqual([
      ['boots', 'There is a boot of 1.1: ….', 'Count again.'],
      ['boots', 'There is … boots of 1.1: ….', 'Count again.'],
    ])
  })

  test('follows what functions are given, over files', () => {
    const maker = `export function broken(code: string, { why }: { why: string }) {
      return new ConfigError(code, \`It is \${why}.\`)
    }`
    const user = `import { broken } from './maker.ts'
      const late = () => broken('late', { why: 'too late' })
      const early = (other: string) => broken('early', { why: other })`

    expect(textsOf({ 'src/maker.ts': maker, 'src/user.ts': user })).toEqual([
      ['late', 'It is too late.'],
      ['early', 'It is ….'],
    ])
  })

  test('reads outcomes and remarks, but not what simulators answer', () => {
    const outcome = `export const one = { code: 'gone', message: 'It is gone.', hint: 'Plan again.' }`

    expect(textsOf({ 'src/a.ts': outcome, 'src/sandbox/b.ts': outcome })).toEqual([
      ['gone', 'It is gone.', 'Plan again.'],
    ])
  })
})

test('a cell shows its text as it is, whatever Markdown would make of it', () => {
  expect(cell('a | b *c* `d` <e>\n  f_g _h')).toBe('a &#124; b &#42;c&#42; &#96;d&#96; &#60;e&#62; f_g &#95;h')
})
