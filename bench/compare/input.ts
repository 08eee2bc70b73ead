import type { SandboxOptions } from '../../src/sandbox/index.ts'
import type { Side } from './side.ts'

/** Something that both versions do, each in a world of its own. */
export interface Input {
  name: string
  title: string
  sandbox: SandboxOptions
  /** What is not there, when it cannot be tried. */
  missing?: string
  /** The same for both: it may look at the account and the catalogue, never at what the version answered. */
  work(side: Side): Promise<void>
}
