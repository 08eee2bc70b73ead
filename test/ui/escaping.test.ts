import { describe, expect, test } from 'vitest'
import { jsonText, safeJson } from '../../src/model/json.ts'
import { csvText } from '../../src/ui/csv/records.ts'
import { reportHtml } from '../../src/ui/html/report-html.tsx'
import { lines, type Report } from '../../src/ui/report/report.ts'
import { reportText } from '../../src/ui/text/report-text.ts'
import { asMarkdown } from './markdown.ts'

const HOSTILE = [
  '\u001b[31mred',
  '\u009b31m',
  '\u202eevil',
  '\u2066a\u2069',
  '\u0000',
  '\u007f',
  '\u2028',
  '\u0008',
  'a\rb',
  'a\nb',
  'a\tb',
]
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
const RAW = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/

const report = (text: string): Report => ({
  title: `Boots ${text}`,
  head: [text],
  sections: [
    {
      id: 'boots',
      title: text,
      weight: 'change',
      blocks: [
        lines(text),
        { is: 'table', columns: ['asin', text], rows: [['B0', text]], more: 0 },
        { is: 'changes', sign: 'change', title: text, changes: [{ name: text, from: text, to: 'boot' }], more: 0 },
      ],
    },
  ],
  closing: [text],
})

const csv = (text: string) => [...csvText([['asin', text]])].join('').replace(/\r\n$/, '')

const FORMS: [string, (text: string) => string][] = [
  ['text', (text) => reportText(report(text), { width: null, colour: false, whole: true }).join('\n')],
  ['Markdown', (text) => asMarkdown(report(text))],
  ['HTML', (text) => [...reportHtml(report(text))].join('')],
  ['CSV', csv],
]

describe.each(FORMS)('a report as %s', (_, shown) => {
  test.each(HOSTILE)('holds nothing that a terminal obeys: %j', (text) => {
    expect(shown(text)).not.toMatch(RAW)
  })

  test('shows direction marks as they are written in code', () => {
    expect(shown('\u202eevil').replaceAll('\\\\', '\\')).toContain('\\u202eevil')
  })

  test('holds no half of a character, which no file could keep', () => {
    expect(shown('boot \ud83e').replaceAll('\\\\', '\\')).toContain('boot \\ud83e')
  })
})

describe('CSV', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1+1', '\u00a0=1', '＝1+1', '＋1', '－1', '＠A1'])(
    'runs no formula: %j',
    (text) => {
      expect(csv(text).split(',')[1]?.replace(/^"/, '')).toMatch(/^'/)
    },
  )

  test('leaves numbers to be numbers', () => expect([...csvText([[-5, 1.5]])].join('')).toBe('-5,1.5\r\n'))

  test('quotes what any spreadsheet takes for a separator', () => {
    expect(csv('a;=1+1')).toBe('asin,"a;=1+1"')
    expect(csv('say "boot", twice')).toBe('asin,"say ""boot"", twice"')
  })

  test('keeps a record on its line', () => expect(csv('two\r\nlines')).toBe('asin,two\\r\\nlines'))
})

describe('JSON', () => {
  test.each(HOSTILE)('means the same and holds nothing that a terminal obeys: %j', (text) => {
    const json = jsonText({ [text]: [text] })

    expect(json).not.toMatch(RAW)
    expect(JSON.parse(json)).toEqual({ [text]: [text] })
  })

  test('keeps its layout', () => expect(safeJson('{\n"a": 1\n}\n')).toBe('{\n"a": 1\n}\n'))
})
