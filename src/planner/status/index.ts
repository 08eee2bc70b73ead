import { addressOf, parseAddress } from '../../model/address.ts'
import { isAlike, whyAlike } from '../../model/alike.ts'
import { changedByPeople } from '../../model/changed-by-people.ts'
import type { Address, BlockCode, Operation } from '../../model/plan.ts'
import type { Outcome } from '../../model/run.ts'
import {
  type ResourceStatus,
  STATUSES,
  type Status,
  type StatusReason,
  type StatusReport,
} from '../../model/status-report.ts'
import { mainKind } from '../../model/target-kinds.ts'
import type { Differences } from '../diff/index.ts'
import type { Prepared } from '../prepared.ts'
import type { PlanContents } from '../types.ts'
import { type Found, homes } from './home.ts'

/** What runs left behind, by the id of an operation. */
export interface Journalled {
  /** The last outcome of those that did not succeed. */
  failed: ReadonlyMap<string, { run_id: string; outcome: Outcome; message: string }>
  /** The run that has not reached them yet, and can go on. */
  open: ReadonlyMap<string, string>
}

export interface Looked {
  prepared: Prepared
  differences: Differences
  contents: PlanContents
  journal: Journalled
  /** Whether an address is among those that were asked for. */
  isChosen: (address: Address) => boolean
}

export type Statuses = Pick<StatusReport, 'counts' | 'resources' | 'others'>

/** How every resource stands that listings become, and those of ours of which no listing is left. */
export function statusesOf(looked: Looked): Statuses {
  const { differences, contents, isChosen } = looked
  const { kind } = differences.context
  const known = new Set([
    ...differences.processed.map(({ listing }) => listing.address),
    ...contents.gone.map(({ address }) => address).filter((address) => parseAddress(address).kind === kind.name),
  ])
  const homeOf = homes(differences, known)
  const reasons = new Map<Address, StatusReason[]>()
  const others: StatusReason[] = []
  for (const { reason, found } of reasonsOf(looked)) {
    const at = homeOf(found)
    if (at.length === 0) others.push(reason)
    for (const address of at) reasons.set(address, [...(reasons.get(address) ?? []), reason])
  }
  const resources = [...known]
    .filter(isChosen)
    .sort()
    .map((address): ResourceStatus => {
      const own = (reasons.get(address) ?? []).sort(bySeriousness)
      return { address, ...parseAddress(address), status: own[0]?.status ?? 'synced', reasons: own }
    })
  return { counts: countsOf(resources), resources, others: others.filter(({ address }) => isChosen(address)) }
}

function countsOf(resources: readonly ResourceStatus[]): StatusReport['counts'] {
  const of = (status: Status): number => resources.filter((one) => one.status === status).length
  const each = Object.fromEntries(STATUSES.map((status) => [status, of(status)])) as { [status in Status]: number }
  return { total: resources.length, ...each }
}

/** What was tried in vain comes first, then what waits, then what people did. */
const SERIOUS: readonly Status[] = ['error', 'pending', 'drifted', 'changes', 'unknown', 'synced']

function bySeriousness(a: StatusReason, b: StatusReason): number {
  return SERIOUS.indexOf(a.status) - SERIOUS.indexOf(b.status)
}

interface Told {
  reason: StatusReason
  found: Found
}

function told(reason: StatusReason, found: Partial<Found> = {}): Told {
  return { reason, found: { address: reason.address, ...parseAddress(reason.address), ...found } }
}

function reasonsOf(looked: Looked): Told[] {
  return [...writing(looked), ...byPeople(looked), ...held(looked), ...unsaid(looked)]
}

/** What would be written, and what became of it the last time. */
function writing({ contents, journal }: Looked): Told[] {
  return contents.operations.map((operation) => {
    const { address, kind, key, before, after } = operation
    return told({ address, ...stateOf(operation, journal) }, { kind, key, before, after })
  })
}

function stateOf(operation: Operation, { failed, open }: Journalled): Omit<StatusReason, 'address'> {
  const { id, action, reason, depends_on } = operation
  // What waits for something that failed, such as an image, goes without it until that is done.
  const cause = [id, ...depends_on].find((one) => failed.has(one))
  const before = cause === undefined ? undefined : failed.get(cause)
  if (before) {
    const whose = cause === id ? '' : `${cause}: `
    const message = `${whose}${before.message} (${before.outcome} in run ${before.run_id})`
    return { status: 'error', code: before.outcome, message }
  }
  const run = open.get(id)
  if (run !== undefined) return { status: 'pending', code: action, message: `Run ${run} has not reached it yet.` }
  return { status: 'changes', code: action, message: reason }
}

function byPeople({ contents }: Looked): Told[] {
  const { drift, conflicts, deleted, renamed, definitions } = changedByPeople(contents)
  return [
    ...drift.map(({ address, field }) =>
      told({ status: 'drifted', code: 'drift', address, field, message: 'People changed it in the target.' }),
    ),
    ...conflicts.map(({ address, field }) =>
      told({ status: 'drifted', code: 'both-moved', address, field, message: 'People and the source changed it.' }),
    ),
    ...[...deleted, ...renamed, ...definitions].map(({ address, code, message }) =>
      told({ status: 'drifted', code, address, message }),
    ),
  ]
}

/** Codes of what is held back that say something else than that a change waits for somebody's word. */
const HELD: { readonly [code in BlockCode]?: StatusReason['status'] } = {
  'missing-parent': 'error',
  limit: 'error',
  type: 'error',
  image: 'error',
  exists: 'error',
  unsupported: 'error',
  'partial-export': 'unknown',
  'other-scope': 'unknown',
}

/** What people did is told already. */
const TOLD: ReadonlySet<BlockCode> = new Set(['deleted', 'definition'])

function held({ contents }: Looked): Told[] {
  const { blocked, ambiguous, rejected = [] } = contents
  const others = blocked.filter(({ code, renamed_to }) => !TOLD.has(code) && renamed_to === undefined)
  return [
    ...others.map(({ address, code, message }) => told({ status: HELD[code] ?? 'changes', code, address, message })),
    ...ambiguous
      .filter(isAlike)
      .map((one) => told({ status: 'error', code: one.code, address: one.address, message: whyAlike(one) })),
    ...rejected.map(({ address, message }) => told({ status: 'error', code: 'rejected', address, message })),
  ]
}

/** Where nobody knows what was last written, or what should be. */
function unsaid({ prepared, differences, contents }: Looked): Told[] {
  const { owned } = prepared.matched.population
  const { name } = mainKind(differences.context.input.traits)
  const unmarked = differences.processed.filter(({ listing }) => owned.get(listing.key)?.baseline === null)
  return [
    ...unmarked.map(({ listing: { address } }) =>
      told({
        status: 'unknown',
        code: 'no-baseline',
        address,
        message: 'Nobody knows what was last written to it: sync adopt takes it over.',
      }),
    ),
    ...contents.conflicts
      .filter(({ kind }) => kind === 'unadopted')
      .map(({ address, field }) =>
        told({
          status: 'unknown',
          code: 'unadopted',
          address,
          field,
          message: 'It differs, and was never written from here.',
        }),
      ),
    ...contents.gone.map(({ address, message }) => told({ status: 'unknown', code: 'gone', address, message })),
    ...prepared.held.assumed
      .filter(({ source }) => !source.header.complete)
      .flatMap(({ absent }) =>
        absent.map(({ live }) =>
          told({
            status: 'unknown',
            code: 'not-exported',
            address: addressOf(name, live.key),
            message: 'The export is incomplete and does not list it.',
          }),
        ),
      ),
  ]
}
