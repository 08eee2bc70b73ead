import { nearest } from '../config/nearest.ts'
import { SHOPS } from '../model/edge-names.ts'
import { ConfigError, UnsafePlanError } from '../model/errors.ts'
import type { Emit } from '../model/event.ts'
import type { Digest } from '../model/json.ts'
import { type LiveState, liveOf } from '../model/live.ts'
import type { Plan } from '../model/plan.ts'
import type { State } from '../model/state.ts'
import type { TargetTraits } from '../model/target.ts'
import { mainKind } from '../model/target-kinds.ts'
import { planCleanup } from '../planner/cleanup/index.ts'
import { wantOf } from './plan.ts'
import { type PlanMaker, sourcelessPlan } from './plan-document.ts'
import { readAccount } from './read-account.ts'
import { keysOf } from './shops.ts'
import { knownUploads } from './uploads.ts'

export interface CleanupRequest extends Omit<PlanMaker, 'purpose' | 'selection'> {
  prefix: string
  /** `LABEL=VALUE` */
  having: readonly string[]
  /** Whether pictures of ours go too. */
  pictures: boolean
  allowDeletes: boolean
  state: State
  digest: Digest
  /** Told how far the reading is; absent where nobody waits for it. */
  emit?: Emit
}

const NOTHING_CHOSEN = { only: [], addresses: [], exclude: [], style: null, limit: null, [SHOPS]: [], prune: [] }

/** The plan that deletes products of ours that were made wrongly. Reads the whole account; never writes. @throws SyncError */
export async function makeCleanup(request: CleanupRequest, signal: AbortSignal): Promise<Plan> {
  const { prefix, state, target, workspace, digest, allowDeletes } = request
  const { traits } = target
  const main = mainKind(traits)
  if (prefix.trim() === '') throw noPrefix()
  const having = request.having.map(pairOf)
  const connection = await target.connect(signal)
  const before = target.calls().reads
  const known = wantOf(workspace, traits, digest)
  const paths = [...new Set([...known.paths, ...having.map(([label]) => main.pathOf(label))])]
  // What was written under other rules, and what people put elsewhere, has to be seen before it goes.
  const live = await readAccount(
    target,
    { ...known, paths, also: () => true, whole: true },
    { signal, emit: request.emit },
  )
  refuseUnknown(having, live, traits)
  const uploads = request.pictures ? await knownUploads(state, connection.account, traits) : null
  const { settings, attributes, variants = [] } = workspace
  const contents = planCleanup({
    ...{ settings, attributes, variants, traits, live, digest, prefix, having, allowDeletes },
    keys: keysOf(workspace),
    pictures: uploads?.pictures ?? null,
  })
  const diagnostics = [...workspace.diagnostics, ...(uploads?.remarks ?? []), ...contents.diagnostics]
  const selection = { ...NOTHING_CHOSEN, complete: true }
  const reading = { live, connection, reads: target.calls().reads - before }
  const purpose = { command: 'cleanup' as const, of: prefix }
  return sourcelessPlan({ ...request, selection, purpose }, { ...contents, diagnostics }, reading)
}

function noPrefix(): ConfigError {
  return new ConfigError('usage', 'An empty --sku-prefix would name every product.', {
    hints: ['Write the beginning that the wrong SKUs have in common.'],
  })
}

function pairOf(text: string): [string, string] {
  const equals = text.indexOf('=')
  if (equals > 0) return [text.slice(0, equals), text.slice(equals + 1)]
  throw new ConfigError('usage', `--attribute ${JSON.stringify(text)} is not LABEL=VALUE.`, {
    hints: ['Write --attribute color=Brown, with a label of the account.'],
  })
}

/** What the account does not have would never be met, and everything would be left. @throws ConfigError */
function refuseUnknown(having: readonly [string, string][], live: LiveState, traits: TargetTraits): void {
  const main = mainKind(traits)
  const missing = having.map(([label]) => label).filter((label) => live.missing.includes(main.pathOf(label)))
  const [first] = missing
  if (first === undefined) return
  const labels = traits.kinds.filter(({ madeOf }) => madeOf === 'definition').flatMap(({ name }) => liveOf(live, name))
  const near = nearest(
    first,
    labels.map(({ key }) => key),
  )
  throw new ConfigError('unknown-attribute', `${traits.title} has no attribute ${missing.join(', ')}.`, {
    hints: [near === null ? 'Write the label as the account has it.' : `The nearest is ${near}.`],
  })
}

/** Nothing is deleted unless the number was looked at. @throws UnsafePlanError that says the right one */
export function refuseOtherCount({ summary }: Pick<Plan, 'summary'>, confirmed: number): void {
  if (confirmed === summary.delete) return
  throw new UnsafePlanError(
    'not-confirmed',
    `The plan has ${summary.delete} deletes, and --confirm says ${confirmed}; nothing was written.`,
    { hints: [`Look at the plan; to carry it out, write --confirm ${summary.delete}.`] },
  )
}
