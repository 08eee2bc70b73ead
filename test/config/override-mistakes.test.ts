import { describe, expect, it } from 'vitest'
import { checked, findings, type Mistake } from './workspace-files.ts'

const OVERRIDES = 'version: 1\noverrides:\n'
const REASON = 'reason: seen on the shelf'

const SPECS = `version: 1
attributes:
  amazon_title: { name: Amazon Title, type: TextAttribute, from: item_name, write: always }
  amazon_weight: { name: Amazon Weight, type: IntAttribute, from: attributes.weight, write: always }
  amazon_color: { name: Amazon Color, type: DropdownAttribute, options: [Tan, Red], from: color, write: always }
  amazon_is_primary: { name: Amazon Is Primary, type: BooleanAttribute, write: never }
`

const OVERRIDE_MISTAKES: Mistake[] = [
  [
    `  |b07x8z63zl: { ignore: true, ${REASON} }`,
    'error',
    '"b07x8z63zl" is not an ASIN: ten upper-case letters and digits',
  ],
  [
    `  |DE/B07X8Z63ZL: { ignore: true, ${REASON} }`,
    'warning',
    'DE is not a marketplace of this workspace, so the entry has no effect',
  ],
  [
    `  B07X8Z63ZL: { canonical: |AMZN-US-B07X8Z63ZL, ${REASON} }`,
    'error',
    "B07X8Z63ZL.canonical is the SKU of a listing's own product; it must name a canonical product or none",
  ],
  [`  B07X8Z63ZL: { canonical: |None, ${REASON} }`, 'error', 'write "none" in lower case'],
  [
    `  B07X8Z63ZL: { canonical: |" X", ${REASON} }`,
    'error',
    'B07X8Z63ZL.canonical must be a SKU without spaces around it, or none',
  ],
  [
    `  B07X8Z63ZL: { canonical: |[X], ${REASON} }`,
    'error',
    'B07X8Z63ZL.canonical must be a SKU without spaces around it, or none, not a list',
  ],
  [
    `  B07X8Z63ZL: { canonical: X, |ignore: true, ${REASON} }`,
    'error',
    'B07X8Z63ZL has both ignore and canonical: an ignored listing is never linked and never written; remove one',
  ],
  ['  |B07X8Z63ZL: { canonical: none }', 'warning', 'B07X8Z63ZL has no reason'],
  ['  |B07X8Z63ZL:', 'warning', 'B07X8Z63ZL changes nothing'],
  [
    `  B07X8Z63ZL: { |canonicl: X, ${REASON} }`,
    'error',
    'unknown key "canonicl" in B07X8Z63ZL; did you mean "canonical"?',
  ],
  [
    `  B07X8Z63ZL: { parent: |b077qmjfg9, ${REASON} }`,
    'error',
    'B07X8Z63ZL.parent must be an ASIN (ten upper-case letters and digits) or none',
  ],
  [`  B07X8Z63ZL: { parent: |B07X8Z63ZL, ${REASON} }`, 'error', 'B07X8Z63ZL cannot be its own parent'],
  [
    `  B07X8Z63ZL: { parent: none, |ignore: true, ${REASON} }`,
    'error',
    'B07X8Z63ZL has both ignore and parent: an ignored listing is never linked and never written; remove one',
  ],
  [
    `  B07X8Z63ZL: { attributes: { |amazon_titel: Boot }, ${REASON} }`,
    'error',
    'specs/attributes.yaml has no "amazon_titel"; did you mean "amazon_title"?',
  ],
  [
    `  B07X8Z63ZL: { attributes: { amazon_title: |"" }, ${REASON} }`,
    'error',
    'B07X8Z63ZL.attributes.amazon_title must not be empty',
  ],
  [
    `  B07X8Z63ZL: { attributes: { amazon_title: |}, ${REASON} }`,
    'error',
    'B07X8Z63ZL.attributes.amazon_title must be a value or a list of values, not nothing',
  ],
  [
    `  B07X8Z63ZL: { attributes: { amazon_title: |[Boot] }, ${REASON} }`,
    'error',
    'amazon_title is a list or an object; text is needed (JMESPath join() makes text of a list)',
  ],
  [`  B07X8Z63ZL: { attributes: { amazon_weight: |heavy }, ${REASON} }`, 'error', 'amazon_weight is not a number'],
  [`  B07X8Z63ZL: { attributes: { amazon_weight: |1.5 }, ${REASON} }`, 'error', 'amazon_weight is not a whole number'],
  [
    `  B07X8Z63ZL: { attributes: { amazon_color: |Tann }, ${REASON} }`,
    'error',
    'amazon_color must be Tan or Red; did you mean "Tan"?',
  ],
  [
    `  B07X8Z63ZL: { attributes: { |amazon_is_primary: true }, ${REASON} }`,
    'warning',
    'amazon_is_primary has write: never in specs/attributes.yaml, so setting it has no effect',
  ],
  [`  B07X8Z63ZL: { keep: |amazon_title, ${REASON} }`, 'error', 'B07X8Z63ZL.keep must be a list, not text'],
  [
    `  B07X8Z63ZL: { keep: [|amazon_titel], ${REASON} }`,
    'error',
    'keep names "amazon_titel", which is not written here anyway; did you mean "amazon_title"?',
  ],
  [
    `  B07X8Z63ZL: { keep: [amazon_title, |amazon_title], ${REASON} }`,
    'error',
    'B07X8Z63ZL.keep holds the same entry twice',
  ],
  [
    `  B07X8Z63ZL: { attributes: { amazon_title: Boot }, keep: [|amazon_title], ${REASON} }`,
    'error',
    'B07X8Z63ZL both sets and keeps amazon_title; remove one',
  ],
  [
    `  B07X8Z63ZL: { images: { exclude: [|pt03] }, ${REASON} }`,
    'error',
    'B07X8Z63ZL.images.exclude[0] must be a slot such as MAIN, PT01 or SWCH',
  ],
  [
    `  B07X8Z63ZL: { images: { exclude: |[], main: PT01 }, ${REASON} }`,
    'error',
    'B07X8Z63ZL.images.exclude must not be an empty list',
  ],
  [
    `  B07X8Z63ZL: { images: { |exlude: [PT03] }, ${REASON} }`,
    'error',
    'unknown key "exlude" in B07X8Z63ZL.images; did you mean "exclude"?',
  ],
  [
    `  B07X8Z63ZL: { images: { exclude: [PT03], main: |PT03 }, ${REASON} }`,
    'error',
    'images.main names PT03, which images.exclude leaves out',
  ],
  [
    `  B07X8Z63ZL: { |images: {}, ${REASON} }`,
    'warning',
    'B07X8Z63ZL.images says nothing: give it exclude, order or main',
  ],
  [
    `  B07X8Z63ZL: { ignore: true, ${REASON} }\n  |B07X8Z63ZL: { canonical: X }`,
    'error',
    'the key "B07X8Z63ZL" is given twice',
  ],
  [`  |[B07X8Z63ZL]: { ignore: true, ${REASON} }`, 'error', 'a key must be text'],
]

describe('a mistake in an override is named where it stands', () => {
  it.each(OVERRIDE_MISTAKES)('%s', (...mistake) =>
    checked('specs/overrides/boots.yaml', OVERRIDES, mistake, { 'specs/attributes.yaml': SPECS }),
  )

  it('names both places when two files disagree on one listing', () => {
    const found = findings({
      'specs/overrides/a.yaml': `${OVERRIDES}  B07X8Z63ZL: { ignore: true, ${REASON} }\n  B07X8Z63ZM: { canonical: X, ${REASON} }\n`,
      'specs/overrides/b.yaml': `${OVERRIDES}  B07X8Z63ZL: { canonical: X, ${REASON} }\n  B07X8Z63ZM: { canonical: X, ${REASON} }\n`,
    })
    expect(found).toEqual([
      'specs/overrides/b.yaml:3:3: error: B07X8Z63ZL contradicts specs/overrides/a.yaml:3; keep one of them',
      'specs/overrides/b.yaml:4:3: warning: B07X8Z63ZM says the same as specs/overrides/a.yaml:4; one of them is enough',
    ])
  })

  it('points out files that are not read', () => {
    expect(findings({ 'specs/overrides/b.yml': 'version: 1\n' })).toEqual([
      'specs/overrides/b.yml:1:1: warning: the file is not read: its name must end in .yaml',
    ])
  })
})

describe('a mistake in a CSV file is named at its cell', () => {
  const HEAD = 'asin,marketplace,canonical,parent,keep,ignore,reason\n'

  it.each<Mistake>([
    ['B07X8Z63ZL,,,,,|yes,x', 'error', 'B07X8Z63ZL.ignore must be true or false, not text'],
    ['|b07x8z63zl,,PB10,,,,x', 'error', '"b07x8z63zl" is not an ASIN: ten upper-case letters and digits'],
    ['|,US,PB10,,,,x', 'error', 'the record names no ASIN'],
    ['B07X8Z63ZL,,PB10,,,,x,|y', 'error', 'the record has 8 fields; the first line names 7 columns'],
    ['B07X8Z63ZL,,PB10,,,,|"shelf', 'error', 'the quote that begins here is never closed'],
    ['B07X8Z63ZL,,"PB10"|x,,,,y', 'error', 'a quoted field ends with its quote; text follows it here'],
    [
      'B07X8Z63ZL,,,,|amazon_titel,,x',
      'error',
      'keep names "amazon_titel", which is not written here anyway; did you mean "amazon_title"?',
    ],
    ['|B07X8Z63ZL,,PB10,,,,', 'warning', 'B07X8Z63ZL has no reason'],
    ['B07X8Z63ZL,,PB10,,,,x\n|B07X8Z63ZL,,PB11,,,,x', 'error', 'the key "B07X8Z63ZL" is given twice'],
    ['B07X8Z63ZL,,PB10,,,,"two\nlines"\nB07X8Z63ZM,,,|B07X8Z63ZM,,,x', 'error', 'B07X8Z63ZM cannot be its own parent'],
  ])('%s', (...mistake) => checked('specs/overrides/boots.csv', HEAD, mistake))

  it('names unknown, repeated and missing columns', () => {
    expect(findings({ 'specs/overrides/a.csv': 'asin,canonicl,asin\nB07X8Z63ZL,PB10,x\n' })).toEqual([
      'specs/overrides/a.csv:1:6: error: unknown column "canonicl"; did you mean "canonical"?',
      'specs/overrides/a.csv:1:15: error: the column asin stands there twice',
      'specs/overrides/a.csv:2:1: warning: B07X8Z63ZL changes nothing',
    ])
    expect(findings({ 'specs/overrides/a.csv': 'canonical\nPB10\n', 'specs/overrides/b.csv': '' })).toEqual([
      'specs/overrides/a.csv:1:1: error: the column "asin" is missing',
      'specs/overrides/b.csv:1:1: error: the file is empty; its first line names the columns',
    ])
  })

  it('contradicts a YAML file as another YAML file would', () => {
    expect(
      findings({
        'specs/overrides/a.csv': 'asin,canonical,reason\r\nB07X8Z63ZL,PB10,x\r\n',
        'specs/overrides/b.yaml': `${OVERRIDES}  B07X8Z63ZL: { canonical: PB11, ${REASON} }\n`,
      }),
    ).toEqual(['specs/overrides/b.yaml:3:3: error: B07X8Z63ZL contradicts specs/overrides/a.csv:2; keep one of them'])
  })
})
