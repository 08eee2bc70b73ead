import { createMemoryTarget } from '../support/memory/index.ts'
import { MEMORY } from '../support/memory/traits.ts'
import { describeTarget } from './target-suite.ts'
import { contractWorkspace, FAMILY } from './vocabulary.ts'

describeTarget('memory', async () => {
  const family = { id: 'family-amazon', name: FAMILY }
  const seed = { families: [{ ...family, attributes: [] }] }
  const target = createMemoryTarget({ seed, workspace: contractWorkspace(MEMORY) })
  await target.connect(new AbortController().signal)
  return {
    target,
    dialect: MEMORY,
    family,
    imageUrl: (filename) => `https://m.media-amazon.com/images/I/${filename}`,
    close: async () => {},
  }
})
