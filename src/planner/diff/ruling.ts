import type { WriteRule } from '../../model/settings.ts'
import type { PlanInput } from '../types.ts'
import type { Decision, FieldPolicy } from './decide.ts'

/** What decides about one field: the policy of the workspace, or the side that whoever plans lets win. */
export interface Ruling {
  rule: WriteRule
  policy: FieldPolicy
  /** True when what people have is to stay, and from now on to count as their change of what the source says. */
  settles(decision: Decision): boolean
}

const SOURCE_WINS: FieldPolicy = { on_unadopted: 'overwrite', on_drift: 'overwrite' }
const TARGET_WINS: FieldPolicy = { on_unadopted: 'keep', on_drift: 'report' }
const NEVER = () => false

type Input = Pick<PlanInput, 'settings' | 'selection'>

/** Without attributes named, a side is taken for everything that conflicts; values that people may refine have to be named. */
export function rulingOn(
  { label, write }: { label: string; write: WriteRule },
  { settings, selection }: Input,
): Ruling {
  const { policy } = settings
  const { take } = selection
  const named = take?.attributes.includes(label) ?? false
  if (take === undefined || (take.attributes.length > 0 && !named)) return { rule: write, policy, settles: NEVER }
  if (take.side === 'source')
    return { rule: named && write === 'if-empty' ? 'always' : write, policy: SOURCE_WINS, settles: NEVER }
  return { rule: write, policy: TARGET_WINS, settles: (decision) => isOpen(decision, named) }
}

/** Drift is settled already: it is spared for as long as the source stays what it is. */
function isOpen({ write, report }: Decision, named: boolean): boolean {
  return !write && (report === 'both-moved' || report === 'unadopted' || (report === 'kept' && named))
}
