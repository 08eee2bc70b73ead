import { BaseSequencer, type TestSpecification } from 'vitest/node'

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
    const isLong = ({ moduleId }: TestSpecification): boolean => LONG.test(moduleId)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}
