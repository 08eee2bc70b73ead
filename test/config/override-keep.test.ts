import { describe, expect, test } from 'vitest'
import { addKeep } from '../../src/config/override-keep.ts'

const HEAD = 'version: 1\noverrides:\n'

/** The entry in the third line, unless told. */
const kept = (entry: string, labels = ['title'], at = { line: 3, column: 3 }) => addKeep(HEAD + entry, { at, labels })

describe('labels that people keep', () => {
  test.each([
    [
      'stand first in an entry',
      '  B1:\n    canonical: PB1 # sure\n',
      '  B1:\n    keep: [title]\n    canonical: PB1 # sure\n',
    ],
    ['go into braces', '  B1: { canonical: none } # no\n', '  B1: { canonical: none, keep: [title] } # no\n'],
    ['go into empty braces', '  B1: {}\n', '  B1: { keep: [title] }\n'],
    ['join a list in brackets', '  B1: { keep: [color] }\n', '  B1: { keep: [color, title] }\n'],
    ['join an empty list', '  B1:\n    keep: []\n', '  B1:\n    keep: [title]\n'],
    ['join a list with a comma at its end', '  B1:\n    keep: [color,]\n', '  B1:\n    keep: [color, title,]\n'],
    [
      'join a list of lines',
      '  B1:\n    keep:\n      - color # ours\n    reason: x\n',
      '  B1:\n    keep:\n      - color # ours\n      - title\n    reason: x\n',
    ],
    [
      'join a list of lines at the end of the file',
      '  B1:\n    keep:\n    - color',
      '  B1:\n    keep:\n    - color\n    - title',
    ],
    [
      'stand before the comments of a stub',
      '  B1: # open\n    # canonical: PB1\n',
      '  B1: # open\n    keep: [title]\n    # canonical: PB1\n',
    ],
    [
      'leave the entry behind alone',
      '  B1:\n  B2: { ignore: true }\n',
      '  B1:\n    keep: [title]\n  B2: { ignore: true }\n',
    ],
  ])('%s', (_, before, after) => {
    expect(kept(before)).toBe(HEAD + after)
  })

  test('are not added twice', () => {
    expect(kept('  B1: { keep: [title] }\n')).toBe(`${HEAD}  B1: { keep: [title] }\n`)
    expect(kept('  B1: { keep: [title] }\n', ['title', 'color'])).toBe(`${HEAD}  B1: { keep: [title, color] }\n`)
  })

  test('go into the entry that is meant, however its key is written', () => {
    const text = '  0439023483: { ignore: true }\n  "shop/1/x": { canonical: PB1 }\n'
    expect(kept(text, ['title'], { line: 4, column: 3 })).toBe(
      `${HEAD}  0439023483: { ignore: true }\n  "shop/1/x": { canonical: PB1, keep: [title] }\n`,
    )
    expect(kept(text)).toBe(`${HEAD}  0439023483: { ignore: true, keep: [title] }\n  "shop/1/x": { canonical: PB1 }\n`)
  })

  test('are quoted where YAML would take them for something else', () => {
    expect(kept('  B1: {}\n', ['yes', 'seo.title', 'a: b'])).toBe(`${HEAD}  B1: { keep: ["yes", seo.title, "a: b"] }\n`)
  })

  test('keep the line ends of the file', () => {
    const text = 'version: 1\r\noverrides:\r\n  B1:\r\n    canonical: PB1\r\n'
    expect(addKeep(text, { at: { line: 3, column: 3 }, labels: ['title'] })).toBe(
      'version: 1\r\noverrides:\r\n  B1:\r\n    keep: [title]\r\n    canonical: PB1\r\n',
    )
  })

  test.each([
    ['an entry that is an alias', '  B0: &a { canonical: PB1 }\n  B1: *a\n', { line: 4, column: 3 }],
    ['an entry that is not there', '  B1: {}\n', { line: 9, column: 3 }],
    ['a keep that is no list', '  B1: { keep: title }\n', { line: 3, column: 3 }],
    ['a file that is no YAML', '  B1: {{\n', { line: 3, column: 3 }],
  ])('are not added to %s', (_, text, at) => {
    expect(kept(text, ['title'], at)).toBeNull()
  })
})
