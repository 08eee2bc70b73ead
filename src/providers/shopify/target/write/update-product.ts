import { type Fields, isPart } from '../../../../model/fields.ts'
import type { Applied, Change } from '../../../../model/target.ts'
import { asRecord } from '../../raw.ts'
import { BASELINE, VARIANTS } from '../names.ts'
import { placesOf } from '../places-of.ts'
import type { SeenProduct } from '../seen.ts'
import { differences } from './create-found.ts'
import { mediaSettled } from './media-settled.ts'
import { type Products, planUpdate, type UpdateFacts, type UpdatePlan } from './update-plan.ts'
import { restoreMarks } from './update-restore.ts'
import { baselineOf } from './write-baseline.ts'
import { applied, conflict, type Rejected, type WriteContext } from './write-context.ts'
import { type Answered, answersOf, compose, inCalls, type Piece } from './write-pieces.ts'
import { failed, isStale, isUnclear, refused } from './write-refusal.ts'
import { ignored } from './write-stored.ts'

type Known = Change & { id: string }

/** Times that a change is sent whose answer is lost. */
const SENT = 3

/**
 * Changes a product by the narrowest mutations, all in one document. An answer that is lost is followed by a fresh look,
 * and by what that shows to be left.
 */
export async function updateProduct(context: WriteContext, change: Known): Promise<Applied> {
  const { reads } = context
  const before = reads.seen.of(change.id) ?? (await fresh(context, change))
  if (before === null) return gone(context, change)
  if (before.key !== null && before.key !== change.key) {
    return conflict(`The product of that id has the key ${before.key} in Shopify, not ${change.key}.`)
  }
  const facts = await factsOf(context, change, before)
  if ('refusal' in facts) return facts.refusal
  try {
    return await repeated(context, change, { before, facts })
  } finally {
    reads.forget(change.id, change.key)
  }
}

/** As it is at this moment; `null`: there is none of that id. */
async function fresh({ reads, session }: WriteContext, { id }: Known): Promise<SeenProduct | null> {
  const [product] = await reads.direct([{ id }], session)
  return product?.seen ?? null
}

function gone(context: WriteContext, { key }: Change): Rejected {
  const message = `The product ${key} is not there any more.`
  return failed(context, { code: 'gone', message, hint: 'It was deleted in Shopify since it was planned; plan again.' })
}

interface Goal {
  before: SeenProduct
  facts: UpdateFacts
}

async function repeated(context: WriteContext, change: Known, { before, facts }: Goal): Promise<Applied> {
  let now: SeenProduct | null = before
  for (let sent = 1; ; sent += 1) {
    if (now === null) return gone(context, change)
    try {
      const done = await sendOnce(context, change, { products: { before, now }, facts })
      if (done.outcome !== 'rejected' || sent === 1 || sent === SENT) return done
    } catch (error) {
      if (!isUnclear(error)) throw error
      if (sent === SENT) return leftOpen(context, change, { before, facts, error })
    }
    now = await fresh(context, change)
  }
}

/**
 * Nobody knows what the last attempt did: what is there decides, and a baseline that speaks for more is put back.
 * @throws the failure of that attempt
 */
async function leftOpen(
  context: WriteContext,
  change: Known,
  { before, facts, error }: Goal & { error: unknown },
): Promise<Applied> {
  const [now] = await context.reads.direct([{ id: change.id }], context.session).catch(() => [])
  if (now === undefined || facts.baseline === null || now.seen.baseline !== change.fields[BASELINE]) throw error
  const stays = change.parts.some(({ key, action }) => action === 'delete' && hasPart(now.live.fields, key))
  if (!stays && differences(context, change, now.live.fields).length === 0) return applied(context, change.id)
  await restoreMarks(context, before)
  throw error
}

function hasPart(fields: Fields, key: string): boolean {
  return Object.keys(fields).some((path) => isPart(path, VARIANTS, key))
}

async function sendOnce(
  context: WriteContext,
  change: Known,
  { products, facts }: { products: Products; facts: UpdateFacts },
): Promise<Applied> {
  const whole = await planned(change, products, { facts, fresh: () => fresh(context, change) })
  if ('outdated' in whole) return { outcome: 'outdated' }
  if ('refused' in whole) {
    if (whole.refused === 'ambiguous')
      return conflict(whole.message, 'Give each variant a SKU of its own, and plan again.')
    return failed(context, { code: 'invalid', message: whole.message, hint: OPTIONS_HINT })
  }
  const { plan, before } = whole
  if (plan.pieces.length === 0) return { outcome: 'already', id: change.id, notes: context.notes }
  const answers = await carriedOut(context, plan.pieces)
  return concluded(context, change, { plan, answers, before })
}

const OPTIONS_HINT =
  'Delete these variants in Shopify, or with --prune variants where they are of this workspace, and plan again.'

interface Whole {
  facts: UpdateFacts
  fresh: () => Promise<SeenProduct | null>
}

/** A list of all variants, or of all media, is written only on a fresh read: what is not in it would go. */
async function planned(change: Known, products: Products, { facts, fresh }: Whole) {
  const first = planUpdate(change, products, facts)
  const isWhole = 'plan' in first && first.plan.pieces.some(({ mutation }) => mutation === 'productSet')
  if (!isWhole) return 'plan' in first ? { ...first, before: products.before } : first
  const now = await fresh()
  if (now === null) return { outdated: true as const }
  const again = planUpdate(change, { before: products.before, now }, facts)
  return 'plan' in again ? { ...again, before: products.before } : again
}

/** In one call, or few where it would cost too much; after one with a refusal none follows. */
async function carriedOut({ session, most }: WriteContext, pieces: readonly Piece[]): Promise<Answered[]> {
  const answers: Answered[] = []
  for (const call of inCalls(pieces, most)) {
    const { document, variables } = compose('ChangeProduct', call)
    const answered = answersOf(call, await session.query(document, variables))
    answers.push(...answered)
    if (answered.some(({ errors }) => errors.length > 0)) break
  }
  return answers
}

interface Sent {
  plan: UpdatePlan
  answers: readonly Answered[]
  before: SeenProduct
}

/** A mutation that was refused did nothing, but those after it were carried out, and the baseline would speak for all. */
async function concluded(context: WriteContext, change: Known, { plan, answers, before }: Sent): Promise<Applied> {
  const errors = answers.flatMap((answer) => answer.errors)
  if (errors.length > 0) {
    const last = answers.at(plan.pieces.length - 1)
    if (plan.marks && last?.errors.length === 0) await restoreMarks(context, before)
    return isStale(errors) ? { outcome: 'outdated' } : refused(context, `a change of ${change.key}`, errors)
  }
  const product = asRecord(answers.find(({ piece }) => piece.mutation === 'productUpdate')?.payload.product)
  const lacking = ignored(context, { id: change.id, fields: change.fields, product })
  if (lacking !== null) return lacking
  if (plan.media !== null) {
    const { order, gone: taken } = plan.media
    await mediaSettled(context, change.id, { order, has: order, gone: taken })
  }
  return applied(context, change.id)
}

/** What the change names by name, as ids. */
async function factsOf(
  context: WriteContext,
  change: Change,
  before: SeenProduct,
): Promise<UpdateFacts | { refusal: Rejected }> {
  const kept = baselineOf(context, change)
  if ('refusal' in kept) return kept
  const places = await placesOf(context, change, before)
  if ('refusal' in places) return places
  const by = change.by ? `${change.by.run} ${change.by.operation}` : null
  return { keyMetafield: context.wants.keyMetafield, typeOf: context.typeOf, by, ...kept, ...places }
}
