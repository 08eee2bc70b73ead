import { expect, test } from 'vitest'
import { sourceFiles } from './source-files.ts'

const TYPES =
  'Text|Multiline|Html|Url|Int|Decimal|Dropdown|MultiSelect|Boolean|Date|Media|MediaGallery|Completeness|Formula|Number'

/** Words that only one service uses, or that the public surface has kept from the first one. */
const WORDS = new RegExp(
  [
    'asins?(?![a-z])|amzn|amazon|plytix|shopify|shopee|tiktok|sp_?api|marketplace|ATVPDKIKX0DER|A2EUQ1WTGCTBG2|A1AM78C64UM0Y8',
    'VARIATION_PARENT|BASE_PRODUCT|PRODUCT_BUNDLE',
    `\\b(?:${TYPES})Attribute\\b`,
  ].join('|'),
  'gi',
)

/** The one list of such names that the program itself may use. */
const EDGE = 'model/edge-names.ts'

/** `file:line: word` of every such word in a folder. */
function wordsIn(folder: string): string[] {
  return sourceFiles(folder)
    .filter(({ path }) => path !== EDGE)
    .flatMap(({ path, lines }) =>
      lines.flatMap((line, index) => [...line.matchAll(WORDS)].map(([word]) => `${path}:${index + 1}: ${word}`)),
    )
}

test.each(['model', 'planner', 'applier', 'config', 'services', 'state', 'cli', 'commands', 'ui', 'net', 'disk'])(
  'no word of a provider stands in %s',
  (folder) => {
    expect(wordsIn(folder)).toEqual([])
  },
)
