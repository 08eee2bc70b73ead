import type { EarlierRead } from '../../model/earlier.ts'
import type { JsonObject } from '../../model/json.ts'
import type { LiveResource, LiveState, Want } from '../../model/live.ts'
import { markAssets } from './asset-mark.ts'
import { type Basis, parseBasis } from './basis.ts'
import type { Columns } from './columns.ts'
import { contradictionIn } from './contradictions.ts'
import { toProduct } from './convert.ts'
import { PLYTIX } from './facts.ts'
import { coveredUntil } from './moment-filter.ts'
import { attributePath } from './paths.ts'
import { getProducts } from './products.ts'
import { type Changes, readChanges } from './read-changes.ts'
import type { ReadContext } from './read-context.ts'
import { type FullReason, planReading } from './read-plan.ts'
import { readRows } from './read-rows.ts'
import { doubtOf, type Proof, proofIn } from './trust.ts'

export interface Asked {
  want: Want
  columns: Columns
  /** What there is of the definitions. */
  definitions: LiveState['resources']
}

export interface Products {
  products: LiveResource[]
  complete: boolean
  gap: string | null
  /** `null`: nothing can be built on them. */
  basis: Basis | null
  /** What they were built of; `null`: all of them were read. */
  changes: Changes | null
}

/** What is known from earlier of the account that is read. */
interface Known {
  account: string
  proof: Proof
  /** `null`: none, or it is not to be relied on. */
  read: EarlierRead | null
}

/** The products of the account: all of them, or what changed since an earlier read where that is enough. @throws ProviderError */
export async function readProducts(context: ReadContext, asked: Asked): Promise<Products> {
  const { earlier, log } = context
  const known = await knownOf(context)
  const before = (await known.read?.load()) ?? null
  const tried = await tryChanges(context, asked, { ...known, before })
  if ('changes' in tried) {
    log.write('info', 'read.planned', { way: 'changes', since: new Date(tried.changes.since).toISOString() })
    const { products, basis } = tried.changes
    return { products, complete: true, gap: null, basis, changes: tried.changes }
  }
  log.write('info', 'read.planned', { way: 'full', why: tried.why })
  const trusted = doubtOf(earlier.settings, known.proof) === null
  const full = await readFull(context, asked, trusted)
  if (before) await disprove(context, known, { before, now: full.products, columns: asked.columns })
  return full
}

async function knownOf({ session, earlier }: ReadContext): Promise<Known> {
  const account = await earlier.account(session.signal)
  const proof = proofIn(await earlier.reads.finding(account))
  const read = doubtOf(earlier.settings, proof) === null ? await earlier.reads.newest(account) : null
  return { account, proof, read: read?.complete ? read : null }
}

async function tryChanges(
  context: ReadContext,
  { want, columns, definitions }: Asked,
  { account, proof, read, before }: Known & { before: LiveState | null },
): Promise<{ changes: Changes } | { why: FullReason }> {
  const { settings, time } = context.earlier
  const basis = parseBasis(read?.basis ?? null)
  const plan = planReading({ settings, proof, whole: want.whole ?? false, now: time(), basis })
  if (plan.way === 'full') return { why: plan.why }
  if (before === null) return { why: 'lost' }
  const needs = { columns: columns.names, definitions }
  return readChanges(context, { account, basis: plan.basis, before, needs, wanted: columns.wanted })
}

async function readFull(context: ReadContext, { want, columns }: Asked, trusted: boolean): Promise<Products> {
  const any = enough(want, columns)
  const basis = trusted && any.length === 0 ? await basisOf(context, columns.names) : null
  const { records, complete, gap } = await readRows(context.session, columns.names, {
    any,
    span: { by: 'created', at: context.earlier.time() },
  })
  const products = records.map((record) => toProduct(record, columns.wanted))
  return { products, complete, gap, basis: complete ? basis : null, changes: null }
}

/** Noted before anything is read. */
async function basisOf({ session, earlier }: ReadContext, columns: string[]): Promise<Basis | null> {
  const at = earlier.time()
  if (at === null) return null
  const assets = await markAssets(session, coveredUntil(at))
  return assets ? { at, full: at, columns, assets } : null
}

/** Where ours are enough, what lets them pass: the beginning of their SKU, or a baseline whatever their SKU is by now. */
function enough({ beginnings = [] }: Want, { wanted }: Columns): JsonObject[] {
  if (beginnings.length === 0 || beginnings.includes('')) return []
  const { label } = PLYTIX.baseline
  const marked = wanted.attributes.has(label) ? [{ field: attributePath(label), operator: 'exists' }] : []
  return [...beginnings.map((value) => ({ field: 'sku', operator: 'like', value })), ...marked]
}

interface Sides {
  before: LiveState
  now: LiveResource[]
  columns: Columns
}

/** An account that did not tell of a change is not relied on any more, until somebody has it looked at again. */
async function disprove(
  { session, earlier, clock, log }: ReadContext,
  { account, proof }: Known,
  { before, now, columns: { wanted } }: Sides,
): Promise<void> {
  const former = before.resources.product ?? []
  const found = contradictionIn(former, now, wanted)
  if (found === null) return
  // A change between two pages of a product may look like one.
  const again = await getProducts(session, [found.id], wanted)
  if (contradictionIn(former, again, wanted)?.aspect !== found.aspect) return
  log.write('warn', 'read.disproved', { aspect: found.aspect, product: found.id })
  const at = new Date(clock.now()).toISOString()
  await earlier.reads.keep(account, { at, value: { ...proof, [found.aspect]: false } })
}
