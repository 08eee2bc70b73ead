import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { widthOf } from '../../src/ui/width.ts'

const LATIN_1 = Array.from({ length: 0x100 }, (_, code) => String.fromCharCode(code))

test.each([
  ['characters of Latin-1, each alone', LATIN_1],
  ['characters of Latin-1 beside each other', LATIN_1.flatMap((one) => LATIN_1.map((other) => one + other))],
  ['what follows a plain character and changes it', LATIN_1.flatMap((one) => [`${one}\u0301`, `${one}\ufe0f\u20e3`])],
  ['styled text', ['\u001b[1mbold\u001b[22m', 'plain \u001b[31m赤\u001b[39m']],
  ['wide characters and emoji', ['靴', 'Stiefel 靴', '👢', '👩‍🌾', '🇺🇸']],
])('%s take the columns that a terminal gives them', (_, texts) => {
  expect(texts.filter((text) => widthOf(text) !== stringWidth(text))).toEqual([])
})
