import { describeTarget } from '../contract/target-suite.ts'
import type { Vocabulary } from '../contract/vocabulary.ts'
import { steppingClock } from '../support/world-desk.ts'
import { memoryDepot } from './stall/depot.ts'
import { directLine } from './stall/line.ts'
import { createStall } from './stall/target.ts'
import { STALL } from './stall/traits.ts'

const key = (name: string) => `north/hat.9/1:${name}`

const WORDS: Vocabulary = {
  traits: STALL,
  key,
  owns: (code) => code.startsWith('north/'),
  resembling: (name) => [key(name).toUpperCase(), `${key(name)}/1`, key(name).replace('/1', '~11'), `x${key(name)}`],
  given: () => ({}),
  text: { path: 'title', one: 'Felt hat', other: 'Straw hat' },
  second: { path: 'price', one: '20.10', other: '9007199254740993.01' },
  passing: { path: 'checked', one: '2026-11-21', other: '2026-11-22' },
  refused: [
    { fields: { price: 'cheap' } },
    { fields: { tags: ['felt', 'felt'] } },
    { fields: { tags: ['1', '2', '3', '4', '5', '6', '7'] } },
  ],
  nobody: '9007199254741999',
  parts: {
    key: (name) => `north/hat.9/1:${name}`,
    text: { path: 'size', one: 'S', other: 'S/M' },
    second: { path: 'price', one: '20.10', other: '21' },
  },
}

describeTarget('stall', STALL, async () => {
  const target = createStall({ line: directLine(memoryDepot()), clock: steppingClock(), account: 'stall-1' })
  await target.connect(new AbortController().signal)
  return { target, words: WORDS, close: async () => undefined }
})
