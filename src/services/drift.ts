import { changedByPeople } from '../model/changed-by-people.ts'
import type { Coverage, DriftReport } from '../model/drift-report.ts'
import { ConfigError } from '../model/errors.ts'
import type { Address, Plan } from '../model/plan.ts'
import type { Target } from '../model/target.ts'
import { coverageOf } from '../planner/drift/coverage.ts'
import { assembleDrift, type DriftContents } from '../planner/drift/index.ts'
import { type Keepable, keepables, listingsAt } from '../planner/drift/keepable.ts'
import { dependent, withoutMasters } from '../planner/drift/masters.ts'
import { addressMatcher } from '../planner/guard/patterns.ts'
import { refuseOtherTemplate } from '../planner/guard/sku-template.ts'
import { prepare } from '../planner/index.ts'
import type { Prepared } from '../planner/prepared.ts'
import type { Listing, PlanInput } from '../planner/types.ts'
import { type PlanRequest, planWith, withAbsences } from './plan.ts'
import { keysOf } from './shops.ts'
import { targetWith } from './target-with.ts'

export interface DriftRequest extends PlanRequest {
  /** Only what people changed: canonical products are not read, and nothing is said of what the source would change. */
  targetOnly: boolean
}

export interface DriftFindings {
  report: DriftReport
  /** Where an override would leave to people what they changed. */
  places: { entry: Keepable['entry']; place: Keepable | null }[]
  /** By the address of what is made of them. */
  listings: ReadonlyMap<Address, Listing>
}

interface Compared extends DriftContents {
  prepared: Prepared
  coverage: Coverage
}

/** Compares what is with what was last written, and with what the source says. Never writes. @throws SyncError */
export async function findDrift(request: DriftRequest, signal: AbortSignal): Promise<DriftFindings> {
  refuseMasterless(request)
  let compared: Compared | null = null
  const target = request.targetOnly ? ownedOnly(request) : request.target
  const assemble = async (input: PlanInput) => {
    compared = await compare(input, request)
    return compared.contents
  }
  // Nothing that is approved by an id is made of this plan.
  const plan = await planWith({ ...request, target, identify: () => '' }, { assemble }, signal)
  const { prepared, differences, coverage } = compared as unknown as Compared
  const report = reportOf(plan, { coverage, prepared, request })
  const entries = [...report.drift, ...report.conflicts]
  return { report, places: keepables(differences, entries), listings: listingsAt(differences) }
}

async function compare(whole: PlanInput, request: DriftRequest): Promise<Compared> {
  const input = request.targetOnly ? withoutMasters(whole) : whole
  const prepared = prepare(input)
  refuseOtherTemplate(prepared.matched, input)
  const past = await withAbsences(prepared, input, request)
  const { differences, contents } = assembleDrift(prepared, past.input)
  const { addresses } = input.selection
  const isChosen = addresses.length === 0 ? () => true : addressMatcher(addresses)
  const left = request.targetOnly ? dependent([...whole.attributes, ...whole.variants]) : []
  const coverage = coverageOf({ input, prepared, differences, contents, isChosen, dependent: left })
  return { prepared, differences, contents, coverage }
}

/** The resources of ours, and whatever carries a baseline: all that can have drifted. */
function ownedOnly({ target, workspace }: DriftRequest): Target {
  const { beginnings } = keysOf(workspace)
  return targetWith(target, {
    read: (want, signal, progress) => target.read({ ...want, beginnings }, signal, progress),
  })
}

function reportOf(
  plan: Plan,
  { coverage, request, prepared }: { coverage: Coverage; request: DriftRequest; prepared: Prepared },
): DriftReport {
  const { created_at, selection, sources, target, summary, workspace } = plan
  const matching = new Set(request.targetOnly ? prepared.matched.diagnostics : [])
  return {
    scope: workspace.scope,
    created_at,
    ...changedByPeople(plan),
    changes: request.targetOnly ? null : summary,
    coverage,
    selection,
    sources,
    target,
    diagnostics: plan.diagnostics.filter((entry) => !matching.has(entry)),
  }
}

/** @throws ConfigError for a selection by styles, which canonical products name */
function refuseMasterless({ targetOnly, selection, workspace }: DriftRequest): void {
  if (!targetOnly) return
  const rolled = workspace.settings.sources.some(({ rollout_styles: styles }) => styles.length > 0)
  if (selection.style === null && !rolled) return
  const what = selection.style === null ? 'A rollout' : '--style'
  throw new ConfigError('usage', `${what} goes by styles, which --only target does not read.`, {
    hints: ['Leave --only target out.'],
  })
}
