import { defineConfig } from 'vitest/config'
import { inMemory } from './test/support/in-memory.ts'
import { LongestFirst } from './test/support/longest-first.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/build.ts',
    env: inMemory(),
    sequence: { sequencer: LongestFirst },
    // Half of a small machine's cores is one, the default; the suite is written for two at once.
    maxWorkers: 2,
    // Modules keep nothing that a test could find changed, so that a worker need not load them anew for each file.
    isolate: false,
    // Tests wait for conditions; these only end what hangs, also on a machine that is busy with something else.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    disableConsoleIntercept: true,
  },
})
