import { describe, expect, it } from 'vitest'
import { readCsv } from '../../src/config/csv.ts'

/** Every field as `line:column text`. */
const fields = (text: string): string[][] =>
  readCsv('boots.csv', text).rows.map((row) =>
    row.map(({ text, position: { line, column } }) => `${line}:${column} ${text}`),
  )
const problems = (text: string): string[] =>
  readCsv('boots.csv', text).diagnostics.map(({ line, column, message }) => `${line}:${column} ${message}`)

describe('readCsv', () => {
  it('says where each field begins, whatever stands before it', () => {
    expect(fields('asin,reason\r\n\r\n"é, ""ü""\n😀",x\nB , "y"')).toEqual([
      ['1:1 asin', '1:6 reason'],
      ['3:1 é, "ü"\n😀', '4:5 x'],
      ['5:1 B', '5:4 "y"'],
    ])
  })

  it.each(['\n', '\r\n', '\r'])('takes %j as the end of a line', (end) => {
    expect(fields(`asin${end}${end}B07X8Z63ZL${end}`)).toEqual([['1:1 asin'], ['3:1 B07X8Z63ZL']])
  })

  it('keeps quotes in fields that do not begin with one', () => {
    expect(fields('6" shaft,8""')).toEqual([['1:1 6" shaft', '1:10 8""']])
    expect(problems('6" shaft,8""')).toEqual([])
  })

  it('names every text after a quoted field, and reads on', () => {
    const text = '"PB"10,é\n"x" ,"""é"z\n'

    expect(problems(text)).toEqual([
      '1:5 a quoted field ends with its quote; text follows it here',
      '2:11 a quoted field ends with its quote; text follows it here',
    ])
    expect(fields(text)).toEqual([
      ['1:1 PB', '1:8 é'],
      ['2:1 x', '2:6 "é'],
    ])
  })

  it('names the quote that is never closed, and keeps the records before it', () => {
    expect(problems('asin\nB07X8Z63ZL,"shelf\nmore')).toEqual(['2:12 the quote that begins here is never closed'])
    expect(fields('asin\nB07X8Z63ZL,"shelf\nmore')).toEqual([['1:1 asin'], ['2:1 B07X8Z63ZL', '2:12 ']])
  })

  it('reads fields of megabytes', () => {
    const long = 'boots '.repeat(500_000)

    expect(fields(`"${long}"\n"${'""'.repeat(500_000)}"\n`).map(([field = '']) => field.length)).toEqual([
      '1:1 '.length + long.trim().length,
      '2:1 '.length + 500_000,
    ])
  })
})
