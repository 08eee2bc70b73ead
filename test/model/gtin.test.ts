import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gtin14, gtinForms, hasValidCheckDigit } from '../../src/model/gtin.ts'

const UPC = '884882325297'
const PADDED = '00884882325297'

describe('a code', () => {
  test.each([
    '\u200b884882325297',
    '884882325297\u200e',
    '8848\u00ad82325297',
    '\ufeff884882325297\u2060',
    "'884882325297",
    '’884882325297',
    '="884882325297"',
    '"884882325297"',
    ' 8 84882 32529 7\u00a0',
    '884882‐325297',
    '884882–325297',
    '884882\t325297\r\n',
    '\u0000884882325297\u0085',
  ])('is read without what was put around it: %j', (text) => {
    expect(gtin14(text)).toBe(PADDED)
  })

  test.each([
    '884882325297.0',
    '8.84882E+11',
    '884882325297, 884882325334',
    '884882325297 884882325334',
    '884882325297/884882325334',
    '88488232529O',
    '(884882325297)',
    '="884882325297',
    '""',
    "''884882325297",
    '٨٨٤٨٨٢٣٢٥٢٩٧',
    '000000000000',
    '1234567',
  ])('is none when nobody knows its digits: %j', (text) => {
    expect(gtin14(text)).toBeNull()
  })

  const mark = fc.constantFrom(' ', '\u00a0', '-', '\u2011', '\u200b', '\u200e', '\u202c', '\ufeff', '\u00ad', '\t')
  const wrapped = fc.constantFrom(
    (code: string) => code,
    (code: string) => `="${code}"`,
    (code: string) => `'${code}`,
    (code: string) => `0${code}`,
    (code: string) => `00${code}`,
  )

  test('is the same in every spelling', () => {
    const places = fc.array(fc.record({ at: fc.nat(15), mark }), { maxLength: 4 })
    fc.assert(
      fc.property(places, wrapped, (marks, wrap) => {
        const spelt = marks.reduce((text, { at, mark: put }) => text.slice(0, at) + put + text.slice(at), wrap(UPC))
        expect(gtinForms('UPC', spelt)).toEqual([PADDED])
      }),
    )
  })
})

describe('a book number', () => {
  test.each([
    ['0439023483', '09780439023481'],
    ['0-439-02348-3', '09780439023481'],
    ['080442957X', '09780804429573'],
    ['080442957x', '09780804429573'],
    ['9780439023481', '09780439023481'],
    ['978-0-439-02348-1', '09780439023481'],
  ])('%s is compared as its ISBN-13', (text, form) => {
    expect(gtinForms('ISBN', text)).toEqual([form])
  })

  test('is none when its check digit is wrong, since the new one would hide that', () => {
    expect(gtinForms('ISBN', '0439023484')).toEqual([])
    expect(gtinForms('ISBN', '0804429578')).toEqual([])
  })

  test('of ten digits is known by its type, of an X by itself', () => {
    expect(gtinForms(null, '0439023483')).toEqual(['00000439023483'])
    expect(gtinForms('EAN', '080442957X')).toEqual(['09780804429573'])
  })
})

describe('an abbreviated UPC', () => {
  // The table of the GS1 General Specifications: one for each way in which zeros are left out.
  test.each([
    ['01234505', '00012000003455'],
    ['01234514', '00012100003454'],
    ['01234523', '00012200003453'],
    ['01234531', '00012300000451'],
    ['01234543', '00012340000053'],
    ['01234558', '00012345000058'],
    ['01234565', '00012345000065'],
    ['01234572', '00012345000072'],
    ['01234589', '00012345000089'],
    ['01234596', '00012345000096'],
  ])('%s is compared as the UPC-A that it abbreviates, and as it is', (text, form) => {
    expect(hasValidCheckDigit(form)).toBe(true)
    expect(gtinForms('UPC', text)).toEqual([form, text.padStart(14, '0')])
  })

  test.each([
    ['EAN', '01234565'],
    [null, '01234565'],
    ['UPC', '01234566'],
    ['UPC', '91234565'],
  ])('is not seen in what is none: %s %s', (type, text) => {
    expect(gtinForms(type, text)).toEqual([text.padStart(14, '0')])
  })

  test('never stands for a code that does not check', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 8, maxLength: 8 }).map((list) => list.join(''))
    fc.assert(
      fc.property(digits, (text) => {
        const [whole, ...rest] = gtinForms('UPC', text)
        expect(rest.length === 0 || hasValidCheckDigit(whole as string)).toBe(true)
      }),
    )
  })
})
