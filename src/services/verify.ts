import { createIds, type Ids } from '../applier/ids.ts'
import { additions, texts } from '../applier/resolution.ts'
import { resolve } from '../applier/resolve.ts'
import { parseAddress, parseLinkAddress } from '../model/address.ts'
import type { Digest, Json } from '../model/json.ts'
import type { LiveDefinitions, LiveProduct, LiveQuery } from '../model/live.ts'
import type { Address, Operation } from '../model/plan.ts'
import { comparedPaths, type Kinds, kindAt, valueAt } from '../model/precondition.ts'
import type { OperationOutcome } from '../model/run.ts'
import type { Workspace } from '../model/settings.ts'
import type { State } from '../model/state.ts'
import type { Target } from '../model/target.ts'
import { sameValue } from '../model/values.ts'
import { fieldKinds } from '../planner/kinds.ts'
import { loadPlanCopy } from '../state/run-folder.ts'
import { knownRun } from './choose-run.ts'
import { liveQuery } from './plan.ts'

export interface VerifyRequest {
  run: string
  state: State
  workspace: Workspace
  target: Target
  digest: Digest
}

/** Something that is not as the run meant to leave it. */
export interface Difference {
  address: Address
  /** JSON pointer such as `/attributes/amazon_title`, empty for the object as a whole. */
  field: string
  expected: Json
  live: Json
  message: string
}

export interface Verification {
  run_id: string
  ok: boolean
  /** Operations that were compared. */
  checked: number
  differences: Difference[]
}

const DONE = ['succeeded', 'adopted', 'failed']

/** Reads back what a run touched, in bulk, and compares it with what it meant to write. @throws SyncError */
export async function verifyRun(request: VerifyRequest, signal: AbortSignal): Promise<Verification> {
  const { run, state, workspace, target, digest } = request
  const { run_id } = await knownRun(state, run)
  const { operations } = await loadPlanCopy(state.folder, run_id)
  const { outcomes } = await state.runs.unfinished(run_id)
  const touched = operations.filter((operation) => isTouched(outcomes.get(operation.id)))
  await target.connect(signal)
  const query = liveQuery(workspace, target.traits, digest)
  const skus = [...new Set(touched.flatMap((operation) => skuOf(operation) ?? []))]
  const products = new Map((await look(target, { skus, query }, signal)).map((live) => [live.sku, live]))
  const asks = touched.some(({ address }) => DEFINITIONS.includes(parseAddress(address).kind))
  const definitions = asks ? await target.definitions(query, signal) : null
  const { settings, attributes } = workspace
  const kinds = fieldKinds({ settings, attributes, traits: target.traits })
  const ids = learnIds(operations, outcomes)
  const context: Context = { ids, kinds, products, definitions, outcomes, today: '' }
  const differences = touched.flatMap((operation) => compare(operation, context))
  return { run_id, ok: differences.length === 0, checked: touched.length, differences }
}

const DEFINITIONS = ['attribute', 'relationship', 'family']

/** Links that were refused in part are there in part: those that were sent count. */
function isTouched(outcome: OperationOutcome | undefined): boolean {
  if (!outcome || !DONE.includes(outcome.outcome)) return false
  return outcome.outcome !== 'failed' || (outcome.id.startsWith('link:') && outcome.left_out !== undefined)
}

function skuOf({ address }: Operation): string | null {
  const { kind, key } = parseAddress(address)
  if (kind === 'product') return key
  return kind === 'link' ? parseLinkAddress(address).sku : null
}

function look(
  target: Target,
  { skus, query }: { skus: string[]; query: LiveQuery },
  signal: AbortSignal,
): Promise<LiveProduct[]> {
  return skus.length === 0 ? Promise.resolve([]) : target.look(skus, query, signal)
}

function learnIds(operations: Operation[], outcomes: ReadonlyMap<string, OperationOutcome>): Ids {
  const ids = createIds()
  for (const operation of operations) {
    const outcome = outcomes.get(operation.id)
    if (outcome) ids.learn(operation, outcome)
  }
  return ids
}

interface Context {
  ids: Ids
  kinds: Kinds
  products: ReadonlyMap<string, LiveProduct>
  definitions: LiveDefinitions | null
  outcomes: ReadonlyMap<string, OperationOutcome>
  /** Values of the day are never compared. */
  today: string
}

function compare(operation: Operation, context: Context): Difference[] {
  switch (parseAddress(operation.address).kind) {
    case 'product':
      return compareProduct(operation, context)
    case 'link':
      return compareLinks(operation, context)
    case 'asset':
      return []
    default:
      return compareDefinition(operation, context)
  }
}

function missing({ address }: Operation): Difference {
  return { address, field: '', expected: true, live: null, message: `${address} is not there any more.` }
}

function compareProduct(operation: Operation, context: Context): Difference[] {
  const { ids, kinds, today, products } = context
  const live = products.get(parseAddress(operation.address).key)
  if (!live) return [missing(operation)]
  const resolved = resolve(operation, ids, { kinds, today, live, stamp: null })
  if (!resolved.ok || resolved.write.kind !== 'product') return []
  const { fields } = resolved.write
  return comparedPaths(fields, operation.baseline, kinds).flatMap((path) => {
    const expected = valueAt(fields, path) ?? null
    const now = valueAt(live, path) ?? null
    const shown = kinds(path) === 'assets' ? ownImages(operation, { expected, now }, ids) : { expected, now }
    if (sameValue(kindAt(kinds, path), shown.now, shown.expected)) return []
    return [difference(operation, `/${path.replace('.', '/')}`, shown)]
  })
}

interface Values {
  expected: Json
  now: Json
}

/** Other people's images are theirs to add, to move and to remove: only ours and their order are compared. */
function ownImages(operation: Operation, { expected, now }: Values, ids: Ids): Values {
  const own = new Set((operation.baseline?.images ?? []).flatMap(({ asset }) => ids.find(operation, asset) ?? []))
  if (own.size === 0) return { expected, now }
  return { expected: texts(expected).filter((id) => own.has(id)), now: texts(now).filter((id) => own.has(id)) }
}

function compareLinks(operation: Operation, { ids, products, outcomes }: Context): Difference[] {
  const { relationship, sku } = parseLinkAddress(operation.address)
  const live = products.get(sku)
  if (!live) return [missing(operation)]
  const linked = new Set(live.links[relationship])
  const leftOut = new Set(outcomes.get(operation.id)?.left_out)
  const lost = additions(operation, 'targets').filter((address) => {
    const id = ids.find(operation, address)
    return !leftOut.has(address) && (id === null || !linked.has(id))
  })
  if (lost.length === 0) return []
  const message = `${operation.address} lacks ${lost.length === 1 ? 'a link' : `${lost.length} links`}: ${lost.slice(0, 5).join(', ')}${lost.length > 5 ? ', …' : ''}.`
  return [{ address: operation.address, field: '/targets', expected: lost, live: [], message }]
}

function compareDefinition(operation: Operation, { definitions }: Context): Difference[] {
  const { kind, key } = parseAddress(operation.address)
  const { after } = operation
  if (kind === 'relationship') {
    const found = definitions?.relationships.some(({ label }) => label === key)
    return found ? [] : [missing(operation)]
  }
  if (kind === 'family') {
    const present = definitions?.family?.attributes ?? []
    return lacking(operation, { field: '/attributes', present, wanted: texts(after.attributes) })
  }
  const found = definitions?.attributes.find(({ label }) => label === key)
  if (!found) return [missing(operation)]
  const type = typeof after.type === 'string' ? after.type : found.type
  return [
    ...(type === found.type ? [] : [difference(operation, '/type', { expected: type, now: found.type })]),
    ...lacking(operation, { field: '/options', present: found.options, wanted: texts(after.options) }),
  ]
}

function lacking(
  operation: Operation,
  { field, present, wanted }: { field: string; present: string[]; wanted: string[] },
): Difference[] {
  const lost = wanted.filter((entry) => !present.includes(entry))
  return lost.length === 0 ? [] : [difference(operation, field, { expected: wanted, now: present })]
}

function difference({ address }: Operation, field: string, { expected, now }: Values): Difference {
  return { address, field, expected, live: now, message: `${address} ${field} is not what the run has written.` }
}
