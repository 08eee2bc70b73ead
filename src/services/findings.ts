import { counted } from '../model/counted.ts'
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts'
import { ConfigError } from '../model/errors.ts'
import type { LiveState } from '../model/live.ts'
import type { TargetTraits } from '../model/target.ts'
import type { PlanInput } from '../planner/types.ts'

interface Sides {
  workspace: { diagnostics: Diagnostic[] }
  sources: { diagnostics: Diagnostic[] }[]
  remarks?: Diagnostic[]
}

/** Everything that is known to be odd about what is compared, before what the comparison itself finds. */
export function findingsOf({ workspace, remarks = [], sources }: Sides, { live, traits }: PlanInput): Diagnostic[] {
  return [
    ...workspace.diagnostics,
    ...remarks,
    ...sources.flatMap((source) => source.diagnostics),
    ...(live.complete ? [] : [incompleteRead(traits, live)]),
  ]
}

/** What has to be said of products that may be there unseen. */
function incompleteRead(traits: TargetTraits, { gap }: LiveState): Diagnostic {
  const why = gap
    ? `could not be read to the end, and products that were not seen are not created: ${gap}.`
    : 'changed while it was read; products that were not seen are not created.'
  return diagnostic({
    severity: 'warning',
    code: 'incomplete-read',
    message: `${traits.title} ${why}`,
    hint: gap ? 'Plan again in a few minutes.' : 'Plan again when nobody imports or deletes products.',
  })
}

/** Whoever corrects the files wants to know everything about them at once, warnings too. @throws ConfigError */
export function refuseErrors(diagnostics: Diagnostic[]): void {
  const said = new Map(diagnostics.map((entry) => [JSON.stringify(entry), entry]))
  const errors = [...said.values()].filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return
  const warnings = [...said.values()].filter(({ severity, file }) => severity === 'warning' && file !== null)
  throw new ConfigError('workspace', `The workspace does not fit the account: ${counted(errors.length, 'mistake')}.`, {
    diagnostics: [...errors, ...warnings],
    hints: ['Correct the files above and run the command again.'],
  })
}
