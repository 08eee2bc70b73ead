import type { TargetWorkspace } from '../../src/model/provider.ts'
import { systemClock } from '../../src/net/clock.ts'
import { BASELINE } from '../../src/providers/file/attribute-form.ts'
import { createFileTarget } from '../../src/providers/file/target.ts'
import { fileTraits } from '../../src/providers/file/traits.ts'
import { temporaryFolder } from '../config/workspace-files.ts'
import { settings, spec } from '../support/boots.ts'
import { describeTarget } from './target-suite.ts'
import type { Vocabulary } from './vocabulary.ts'

const WORKSPACE: TargetWorkspace = {
  settings: settings(({ target }) => Object.assign(target, { provider: 'file', options: { path: 'out' } })),
  attributes: [spec('title', { type: 'text' }), spec('seo.size', { type: 'choice', options: ['S', 'M'] })],
}
const key = (name: string) => `shop/${name}`

const WORDS: Vocabulary = {
  traits: fileTraits(WORKSPACE),
  key,
  owns: (one) => one.startsWith('shop/'),
  resembling: (name) => [key(name).toUpperCase(), `${key(name)}1`, `x${key(name)}`, `"${key(name)}"`],
  given: () => ({}),
  text: { path: 'title', one: 'Bomber Boot', other: 'Driving Moc' },
  second: { path: 'seo.size', one: 'S', other: 'M' },
  passing: { path: BASELINE, one: 'run 1', other: 'run 2' },
  refused: [],
  nobody: 'shop/nobody',
}

describeTarget('file', WORDS.traits, async () => {
  const target = createFileTarget({ workspace: WORKSPACE, root: temporaryFolder(), clock: systemClock })
  await target.connect(new AbortController().signal)
  return { target, words: WORDS, close: async () => {} }
})
