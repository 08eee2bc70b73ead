import { renderDiagnostics } from './diagnostics.ts'
import { visible } from './visible.ts'

type Init = {
  root: string
  files: { path: string; status: string }[]
  diagnostics: Parameters<typeof renderDiagnostics>[0]
  /** What to do first, in the words of sources and target. */
  firstSteps: string[]
  /** What needs the credentials, such as a consent. */
  lastSteps: string[]
  /** False: nothing needs any. */
  credentials: boolean
}

/** Steps that commas keep apart well enough. */
const MOST_WITH_COMMAS = 3

/** Which files a new workspace got, and what to do next. */
export function renderInit({ root, files, diagnostics, firstSteps, lastSteps, credentials }: Init): string[] {
  const steps = [
    ...(firstSteps.length > 0 ? firstSteps : ['look through sync.yaml']),
    ...(credentials ? ['put credentials into .env'] : []),
    ...lastSteps,
    'then run sync validate and sync plan',
  ]
  const isPlain = steps.length <= MOST_WITH_COMMAS && !steps.some((step) => step.includes(','))
  return [
    `Workspace in ${visible(root)}`,
    ...files.map(({ path, status }) => `  ${status.padEnd(7)}  ${visible(path)}`),
    ...renderDiagnostics(diagnostics),
    // A step may have commas of its own.
    `Next: ${steps.join(isPlain ? ', ' : '; ')}.`,
  ]
}
