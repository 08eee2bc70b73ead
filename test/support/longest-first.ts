import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const TESTS = join(import.meta.dirname, '..')

/** What takes longest by itself, most of it waiting for programs, browsers and calls; the longest first. */
const LONGEST = [
  'docs/command-lines.test.ts',
  'docs/command-lines-shops.test.ts',
  'docs/command-lines-catalogues.test.ts',
  'recipes/github/github.test.ts',
  'e2e/demo.test.ts',
  'ui/html/in-chromium.test.ts',
  'operations/memory.test.ts',
  'program/odd-services.test.ts',
  'crash/crash.test.ts',
  'market/market.test.ts',
  'program/stopping.test.ts',
  'operations/pace.test.ts',
  'program/file-provider.test.ts',
  'e2e/master-catalogue.test.ts',
  'recipes/gitlab/gitlab.test.ts',
  'faults/matrix.test.ts',
  'providers/amazon/large-report.test.ts',
  'e2e/seed-guide-recovery.test.ts',
  'state/tokens/kill.test.ts',
  'crash/odd.test.ts',
  'providers/postgres/crash.test.ts',
  'providers/postgres/program.test.ts',
  'e2e/market-secrets.test.ts',
  'providers/plytix/reading-same.test.ts',
  'convergence/odd.test.ts',
  'providers/postgres/source-program.test.ts',
  'e2e/seed-guide.test.ts',
  'state/long-plan.test.ts',
  'providers/postgres/status-program.test.ts',
  'providers/plytix/faults.test.ts',
  'e2e/drift.test.ts',
  'joining/market.test.ts',
  'program/files.test.ts',
  'convergence/converge.test.ts',
  'contract/postgres.test.ts',
  'contract/postgres-source.test.ts',
  'providers/file/kill.test.ts',
].map(placeOf)

/** Folders whose tests run the built program, or run an apply some hundred times. */
const LONG = /\/test\/(?:program|crash|faults|e2e|odd|convergence|cli)\//

/**
 * Long files begin first, so that none of them is left to one worker at the end. Vitest knows how long they took, but
 * not in a fresh checkout, where it would begin with those of the most lines.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    if (sorted.some((file) => this.ctx.cache.getTestSpecificationResult(file))) return sorted
    return sorted.toSorted((one, other) => rankOf(one) - rankOf(other))
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const place = LONGEST.indexOf(moduleId)
  if (place >= 0) return place
  return LONG.test(moduleId) ? LONGEST.length : LONGEST.length + 1
}

function placeOf(name: string): string {
  const place = join(TESTS, name)
  if (!existsSync(place)) throw new Error(`There is no ${place}, which is said to be among the longest.`)
  return place
}
