import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NotApart, type ReadDocument, readApart, readPlain, readWhole } from '../../src/config/yaml-document.ts'
import { yamlValues } from '../../src/config/yaml-values.ts'

const SCHEMA = {
  properties: {
    overrides: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        properties: {
          canonical: { type: 'string' },
          ignore: { type: 'boolean' },
          keep: { type: 'array', items: { type: 'string' } },
        },
      },
    },
  },
}

/** What is read, with every place; `null` where something does not fit. */
function read(document: ReadDocument) {
  const values = yamlValues(document, SCHEMA)
  return document.errors.length > 0 ? null : values
}

/** The same, entry by entry; `undefined` where that is not possible. */
function readByEntry(text: string) {
  const document = readApart(text, 0)
  try {
    return document === null ? undefined : read(document)
  } catch (error) {
    if (error instanceof NotApart) return undefined
    throw error
  }
}

const file = (entries: string[]) => `version: 1\noverrides:\n${entries.join('')}`

const PLAIN = [
  '  B000000001: { canonical: MCA0032, reason: no model number }\n',
  '  B000000002:\n    canonical: 00123\n    keep: [amazon_title, label]\n',
  '  "B000000003":\n    keep:\n      - amazon_title\n      - "a, b: c # d"\n    reason: \'why not\'\n',
  '  B000000004:\n    keep:\n    - a\n    attributes: { amazon_size: 9.5, amazon_color: "" }\n',
  '  # a remark\n\n  US/B000000005: { ignore: true }   # with a remark behind it\n',
  '  B000000006:\n    attributes:\n      amazon_color: Grüße (neu), [100 %]\n\n# at the edge\n    ignore: false\n',
  '  B000000007: { canonical: 0x1F, attributes: { a: 1e5, b: null, c: True, d: 007, e: 1.50 } }\r\n',
]

const ODD = [
  '  B000000010: { canonical: "tab\\t and \\u00e4", keep: [] }\n',
  '  B000000011:\n    reason: |\n      canonical: MCA\n       deeper\n    canonical: x\n',
  '  B000000012:\n    reason: two lines\n      of one text\n',
  '  B000000013: {\n    canonical: x,\n    keep: [ a,\n      b ]\n  }\n',
  '  B000000014:\n',
  '  B000000015: ~\n',
  '  ? B000000016\n  : { ignore: true }\n',
  "  B000000017: 'it''s'\n",
  '  B000000018: { canonical: a:b, reason: http://example.org/#x }\n',
  '  B000000019: {canonical: x, "parent":none}\n',
  '  -B00000020: { ignore: true }\n',
  '  B000000021: !!str 12\n',
  '  B000000022:\n      canonical: x\n      keep: !!seq [a]\n',
  '  1.5: { ignore: yes, canonical: -1 }\n',
  '  B000000001: { canonical: again }\n',
  '  B000000023: "two\n    lines"\n',
  '  B000000024:\tx\n',
  '  null: { keep: [null, ~, ] }\n',
]

const WRONG = [
  '  B000000030: canonical: x\n',
  '  B000000031: "open\n',
  '  B000000032: { canonical: x\n',
  '    B000000033: { canonical: x }\n',
  ' B000000034: { canonical: x }\n',
  '  B000000035:\n    canonical: x\n   keep: [a]\n',
  '\tB000000036: x\n',
  '  - B000000037\n',
  '  B000000038: [a]]\n',
  '  B000000039\n',
  '  B000000040: {\n  canonical: x }\n',
  '  B000000041: @x\n',
]

describe('a long text read entry by entry', () => {
  test.each([...PLAIN, ...ODD])('holds the same at the same places: %j', (entry) => {
    const text = file([PLAIN[0] as string, entry, PLAIN[1] as string])

    expect(readByEntry(text)).toEqual(read(readWhole(text)))
    expect(readByEntry(text)).not.toBeNull()
  })

  test.each(WRONG)('is read at once where something does not fit: %j', (entry) => {
    const text = file([PLAIN[0] as string, entry, PLAIN[1] as string])

    expect(read(readWhole(text))).toBeNull()
    expect(readByEntry(text)).toBeUndefined()
  })

  test('is never taken for something else, however its entries follow each other', () => {
    const entry = fc.constantFrom(...PLAIN, ...ODD, ...WRONG)
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 6 }), (entries) => {
        const text = file(entries)
        const apart = readByEntry(text)
        if (apart !== undefined) expect(apart).toEqual(read(readWhole(text)))
      }),
      { numRuns: 500 },
    )
  })

  test('is never taken for something else, whatever it holds', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        'B0',
        '12',
        '"x"',
        "'y'",
        ': ',
        ':',
        ', ',
        '{',
        '}',
        '[',
        ']',
        '- ',
        '#',
        ' # ',
        '|',
        '>',
        '?',
        '!t',
        '%',
      ],
      ...['\n', '\n  ', '\n    ', '\n   ', '\n\n', '\r\n  ', '\t', ' ', '~', 'true', '-1', '.5', '1e3', 'é', '\u2028'],
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = file(['  B000000001: x\n', `  k: ${pieces.join('')}\n`, '  B000000002: { a: b }\n'])
        const apart = readByEntry(text)
        if (apart !== undefined) expect(apart).toEqual(read(readWhole(text)))
      }),
      { numRuns: 2_000 },
    )
  })

  test.each([
    ['aliases', file(['  B000000001: &a { ignore: true }\n', '  B000000002: *a\n'])],
    ['a key after them', `${file(PLAIN)}further: 1\n`],
    ['two documents', `${file(PLAIN)}---\nversion: 1\n`],
    ['a list', 'overrides:\n  - a\n  - b\n'],
    ['one line', 'overrides: { B000000001: { ignore: true } }\n'],
  ])('is read at once where its entries are not by themselves: %s', (_, text) => {
    expect(readByEntry(text)).toBeUndefined()
  })

  test('is left when nothing fits', () => {
    const document = readApart(file(Array(20_000).fill('  B000000001: canonical: x\n')))

    expect([...(document?.apart?.pairs ?? [])].length).toBeLessThan(2_000)
    expect(document?.errors.length).toBeLessThan(2_000)
  })
})

const PIECES = [
  ...[
    'a',
    'key: ',
    'b: c',
    '- ',
    '- a: b',
    '- [x, y]',
    '-',
    '"x: y"',
    "'z'",
    ': ',
    '{ d: e }',
    '{}',
    '[]',
    '[ ]',
    '[a, ]',
  ],
  ...['12', '00123', 'true', '~', '|', '#', ' # note', '*a', '&a ', '!t ', '---', '\t', 'two words'],
  ...['\n', '\n  ', '\n    ', '\n   ', '\n- ', '\n  - ', '\n\n', '\r\n', ' '],
]

describe('a text read in plain form', () => {
  test.each([
    'version: 1\nbrands:\n  - name: "Prairie Boot Co"\n    aliases: []\n  - name: Roper\n',
    'a:\n- b: 1\n  c:\n  - d\n  - e: { f: [g, h], i: {} }\n    j: k\n- l\n',
    '# at the top\n\na: { b: c }   # behind it\n',
    'a:\n  -   b: c\n      d: e\n',
  ])('holds what the parser of YAML makes of it, at the same places: %j', (text) => {
    expect(readPlain(text)).not.toBeNull()
    expect(read(readPlain(text) as ReadDocument)).toEqual(read(readWhole(text)))
  })

  test('is never taken for something else, whatever it holds', () => {
    const piece = fc.constantFrom(...PIECES, ...PLAIN)
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        for (const text of [pieces.join(''), `version: 1\na:${pieces.join('')}\n`, `- ${pieces.join('')}`]) {
          const plain = readPlain(text)
          if (plain !== null) expect(read(plain)).toEqual(read(readWhole(text)))
        }
      }),
      { numRuns: 3_000 },
    )
  })
})
