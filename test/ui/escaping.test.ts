import { describe, expect, test } from 'vitest'
import { jsonText, safeJson } from '../../src/model/json.ts'
import { FORMATS, renderSections, type Section } from '../../src/ui/sections.ts'

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

const section = (text: string): Section => ({
  title: `Boots ${text}`,
  lines: [text],
  columns: ['asin', text],
  rows: [['B0', text]],
})

const TEXTS = FORMATS.filter((format) => format !== 'json' && format !== 'html')

describe.each(TEXTS)('a report as %s', (format) => {
  test.each(HOSTILE)('holds nothing that a terminal obeys: %j', (text) => {
    expect(renderSections([section(text)], format).join('\n')).not.toMatch(RAW)
  })

  test('shows direction marks as they are written in code', () => {
    expect(
      renderSections([section('\u202eevil')], format)
        .join('\n')
        .replaceAll('\\\\', '\\'),
    ).toContain('\\u202eevil')
  })
})

describe('CSV', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1+1', '\u00a0=1', '＝1+1', '＋1', '－1', '＠A1'])(
    'runs no formula: %j',
    (text) => {
      const [, row = ''] = renderSections([{ ...section('x'), rows: [['B0', text]] }], 'csv')

      expect(row.split(',')[2]?.replace(/^"/, '')).toMatch(/^'/)
    },
  )

  test('keeps a record on its line', () => {
    expect(renderSections([section('two\nlines')], 'csv')).toHaveLength(2)
  })
})

describe('JSON', () => {
  test.each(HOSTILE)('means the same and holds nothing that a terminal obeys: %j', (text) => {
    const json = jsonText({ [text]: [text] })

    expect(json).not.toMatch(RAW)
    expect(JSON.parse(json)).toEqual({ [text]: [text] })
  })

  test('keeps its layout', () => expect(safeJson('{\n"a": 1\n}\n')).toBe('{\n"a": 1\n}\n'))
})
