import { createMemoryTarget } from '../support/memory/index.ts'
import { MEMORY, memoryTraits } from '../support/memory/traits.ts'
import { contractWorkspace, FAMILY, pimWords } from './pim.ts'
import { describeTarget } from './target-suite.ts'

describeTarget('memory', memoryTraits(contractWorkspace(MEMORY)), async () => {
  const family = { id: 'family-amazon', name: FAMILY }
  const seed = { families: [{ ...family, attributes: [] }] }
  const target = createMemoryTarget({ seed, workspace: contractWorkspace(MEMORY) })
  await target.connect(new AbortController().signal)
  return { target, words: pimWords(MEMORY, family), close: async () => {} }
})
