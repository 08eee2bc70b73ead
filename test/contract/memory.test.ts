import { createMemoryTarget } from '../../src/providers/memory/index.ts'
import { describeTarget } from './target-suite.ts'

describeTarget('memory', async () => {
  const family = { id: 'family-amazon', name: 'Amazon' }
  const target = createMemoryTarget({ seed: { families: [{ ...family, attributes: [] }] } })
  await target.connect(new AbortController().signal)
  return {
    target,
    family,
    imageUrl: (filename) => `https://m.media-amazon.com/images/I/${filename}`,
    close: async () => {},
  }
})
