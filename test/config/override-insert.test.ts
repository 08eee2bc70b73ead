import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { insertStubs } from '../../src/config/override-insert.ts'

const STUB = { key: 'B0PRAIRIE1', comments: ['ambiguous', 'canonical: PB10  # by gtin 0088'] }
const TEXT = `  B0PRAIRIE1:
    # ambiguous
    # canonical: PB10  # by gtin 0088
`

const inserted = (text: string) => insertStubs(text, [STUB], 'open.yaml')

describe('insertStubs', () => {
  test('makes a file where there is none', () => {
    const text = inserted('')
    expect(text).toBe(
      `# yaml-language-server: $schema=../schemas/overrides.schema.json\nversion: 1\noverrides:\n${TEXT}`,
    )
    expect(parse(text)).toEqual({ version: 1, overrides: { B0PRAIRIE1: null } })
  })

  test('adds behind the last entry and leaves every letter as it is', () => {
    const before = `# top
version:   1
overrides:   # people's word

  B0ZZZZZZZ9: { canonical:   PB20 }   # why
  # a thought
  B0AAAAAAA1:
      reason: "odd  spaces"
      # its own comment
`
    expect(inserted(before)).toBe(before + TEXT)
  })

  test('keeps the comments of an earlier stub with that stub', () => {
    const before = 'version: 1\noverrides:\n  B0STUB0001:\n    # canonical: PB30\n'
    expect(inserted(before)).toBe(before + TEXT)
  })

  test('stays in front of what follows the block', () => {
    const before = 'overrides:\n  B0ZZZZZZZ9: { ignore: true }\n\n# about the version\nversion: 1\n'
    expect(inserted(before)).toBe(
      `overrides:\n  B0ZZZZZZZ9: { ignore: true }\n${TEXT}\n# about the version\nversion: 1\n`,
    )
  })

  test('takes the indentation and the line breaks of the file', () => {
    const before = 'version: 1\r\noverrides:\r\n    B0ZZZZZZZ9: { ignore: true }'
    expect(inserted(before)).toBe(
      `${before}\r\n${TEXT.replaceAll('\n', '\r\n').replaceAll('  B0', '    B0').replaceAll('    #', '      #')}`,
    )
  })

  test('fills a block that holds only comments', () => {
    const before = 'version: 1\noverrides:\n  # B0EXAMPLE1:\n  #   canonical: PB10\n'
    expect(inserted(before)).toBe(before + TEXT)
  })

  test.each([
    ['an empty one', 'version: 1\noverrides: {}\n', ['B0PRAIRIE1']],
    ['one on a line', 'version: 1\noverrides: { B0ZZZZZZZ9: { ignore: true } }\n', ['B0ZZZZZZZ9', 'B0PRAIRIE1']],
    [
      'one on several',
      'version: 1\noverrides: {\n  B0ZZZZZZZ9: { ignore: true }, # why\n}\n',
      ['B0ZZZZZZZ9', 'B0PRAIRIE1'],
    ],
  ])('adds within braces: %s', (_, before, keys) => {
    const after = inserted(before)
    expect(Object.keys(parse(after).overrides)).toEqual(keys)
    expect(after).toContain('# canonical: PB10  # by gtin 0088')
    if (before.includes('why')) expect(after).toContain('# why')
  })

  test.each(['version: 1\n', '- a\n', 'overrides: [\n', 'version: 1\noverrides: none\n'])('refuses %j', (text) => {
    expect(() => inserted(text)).toThrow('Overrides cannot be added to open.yaml')
  })
})
