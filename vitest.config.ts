import { defineConfig } from 'vitest/config'
import { inMemory } from './test/support/in-memory.ts'
import { LongestFirst } from './test/support/longest-first.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/build.ts',
    env: inMemory(),
    sequence: { sequencer: LongestFirst },
    // Half of the time a worker waits for programs, browsers and calls; on two cores two more use that.
    maxWorkers: 4,
    // Modules keep nothing that a test could find changed, so that a worker need not load them anew for each file.
    isolate: false,
    // Tests wait for conditions; these only end what hangs, also on a machine that is busy with something else.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    disableConsoleIntercept: true,
  },
})
