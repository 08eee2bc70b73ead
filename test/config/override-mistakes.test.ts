import { describe, expect, it } from 'vitest'
import { checked, findings, type Mistake } from './workspace-files.ts'

const OVERRIDES = 'version: 1\noverrides:\n'
const REASON = 'reason: seen on the shelf'

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
    "AMZN-US-B07X8Z63ZL is a listing's own product; canonical must name a canonical product or none",
  ],
  [`  B07X8Z63ZL: { canonical: |None, ${REASON} }`, 'error', 'write "none" in lower case, not "None"'],
  [
    `  B07X8Z63ZL: { canonical: |" X", ${REASON} }`,
    'error',
    'B07X8Z63ZL.canonical must be a SKU without spaces around it, or none, not " X"',
  ],
  [
    `  B07X8Z63ZL: { canonical: |[X], ${REASON} }`,
    'error',
    'B07X8Z63ZL.canonical must be a SKU without spaces around it, or none, not a list',
  ],
  [
    `  B07X8Z63ZL: { canonical: X, |ignore: true, ${REASON} }`,
    'error',
    'B07X8Z63ZL has both ignore and canonical: an ignored listing is never linked; remove one',
  ],
  ['  |B07X8Z63ZL: { canonical: none }', 'warning', 'B07X8Z63ZL has no reason'],
  ['  |B07X8Z63ZL:', 'warning', 'B07X8Z63ZL changes nothing'],
  [
    `  B07X8Z63ZL: { |canonicl: X, ${REASON} }`,
    'error',
    'unknown key "canonicl" in B07X8Z63ZL; did you mean "canonical"?',
  ],
  [`  B07X8Z63ZL: { |parent: none, ${REASON} }`, 'error', 'B07X8Z63ZL.parent is not supported by this version'],
  [`  B07X8Z63ZL: { |attributes: {}, ${REASON} }`, 'error', 'B07X8Z63ZL.attributes is not supported by this version'],
  [`  B07X8Z63ZL: { |keep: [a], ${REASON} }`, 'error', 'B07X8Z63ZL.keep is not supported by this version'],
  [`  B07X8Z63ZL: { |images: {}, ${REASON} }`, 'error', 'B07X8Z63ZL.images is not supported by this version'],
  [
    `  B07X8Z63ZL: { ignore: true, ${REASON} }\n  |B07X8Z63ZL: { canonical: X }`,
    'error',
    'the key "B07X8Z63ZL" is given twice',
  ],
  [`  |[B07X8Z63ZL]: { ignore: true, ${REASON} }`, 'error', 'a key must be text'],
]

describe('a mistake in an override is named where it stands', () => {
  it.each(OVERRIDE_MISTAKES)('%s', (...mistake) => checked('specs/overrides/boots.yaml', OVERRIDES, mistake))

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

  it('refuses CSV files and points out files that are not read', () => {
    expect(findings({ 'specs/overrides/a.csv': 'asin\n', 'specs/overrides/b.yml': 'version: 1\n' })).toEqual([
      'specs/overrides/a.csv:1:1: error: overrides in CSV files are not supported by this version',
      'specs/overrides/b.yml:1:1: warning: the file is not read: its name must end in .yaml',
    ])
  })
})
