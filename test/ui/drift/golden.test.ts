import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { driftDocument } from '../../../src/cli/drift-document.ts'
import { driftForms } from '../../../src/cli/drift-view.ts'
import type { DriftReport } from '../../../src/model/drift-report.ts'
import { reviewDrift } from '../../../src/ui/drift/review.ts'
import type { Layout } from '../../../src/ui/text/layout.ts'
import { reportText } from '../../../src/ui/text/report-text.ts'
import { REPORTS } from './reports.ts'

const file = (name: string) => join(import.meta.dirname, 'golden', name)
const WIDTHS = [60, 80, 160]
const text = (report: DriftReport, layout: Partial<Layout> = {}) =>
  reportText(reviewDrift(report), { width: 80, colour: false, whole: true, ...layout })

async function formed(report: DriftReport, format: 'markdown' | 'html' | 'csv' | 'json', maxBytes?: number) {
  const flags = { format, ...(maxBytes === undefined ? {} : { 'max-bytes': maxBytes }) }
  return [...(await driftForms(report, flags)[format]({ width: null, colour: false }))].join('')
}

describe.each(Object.entries(REPORTS))('drift, %s', (name, make) => {
  test.each(WIDTHS)('is as it was read at %i columns', async (width) => {
    const lines = text(make(), { width })
    expect(lines.filter((line) => stringWidth(line) > width)).toEqual([])
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(file(`${name}-${width}.txt`))
  })

  test('says the same with and without colour', () => {
    expect(text(make(), { colour: true }).map(stripVTControlCharacters)).toEqual(text(make()))
  })

  test('is as Markdown as in its file', async () => {
    await expect(await formed(make(), 'markdown')).toMatchFileSnapshot(file(`${name}.md`))
  })

  test('is as CSV as in its file', async () => {
    await expect(await formed(make(), 'csv')).toMatchFileSnapshot(file(`${name}.csv`))
  })
})

describe('drift', () => {
  const report = (name: string) => (REPORTS[name] as () => DriftReport)()

  test('never says that there is none where something was not looked at', () => {
    expect(text(report('none')).at(-1)).toBe('No drift in 640 products.')
    expect(text(report('partial')).join('\n')).not.toMatch(/no drift/i)
    expect(text(report('only-target')).join('\n')).not.toMatch(/no drift/i)
  })

  test('claims nothing of the source where canonical products were not read', async () => {
    expect(JSON.parse(await formed(report('only-target'), 'json')).changes).toBeNull()
    expect(await formed(report('only-target'), 'markdown')).toContain('Not looked at')
    expect(await formed(report('only-target'), 'csv')).not.toContain('\nchanges,')
  })

  test('shows values whole in a terminal, however long they are', () => {
    expect(text(report('changed')).join(' ').replace(/\s+/g, ' ')).toContain('a heel that holds the stirrup.')
  })

  test('fits as Markdown into what it is given, and still names what changed', async () => {
    const most = 1_500
    const markdown = await formed(report('changed'), 'markdown', most)
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(most)
    expect(markdown).toMatch(/^<!-- catalog-sync:drift prairie -->\n/)
    for (const number of [1, 2, 4, 5]) expect(markdown).toContain(`AMZN-US-B0BOOT000${number}`)
  })

  test('is a page on which hostile texts do nothing', async () => {
    const page = await formed(report('hostile'), 'html')
    expect(page).toMatch(/^<!doctype html>/)
    expect(page).not.toContain('<script>alert')
    expect(page).not.toContain('<img src=x')
  })

  test('hostile texts reach no terminal as they are', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
    const raw = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/
    expect(text(report('hostile')).join('\n')).not.toMatch(raw)
  })

  test('is one document with the keys that are promised', () => {
    expect(Object.keys(driftDocument(report('changed'))).slice(0, 4)).toEqual([
      'drift',
      'conflicts',
      'changes',
      'coverage',
    ])
  })
})
