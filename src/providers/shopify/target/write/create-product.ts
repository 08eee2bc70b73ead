import type { Fields } from '../../../../model/fields.ts'
import type { JsonObject } from '../../../../model/json.ts'
import type { Applied, Change } from '../../../../model/target.ts'
import { asRecord, asText, type RawRecord } from '../../raw.ts'
import { payloadOf, userErrorsOf } from '../../user-errors.ts'
import { BASELINE } from '../names.ts'
import { placesOf } from '../places-of.ts'
import { useFound } from './create-found.ts'
import { createVariables } from './create-input.ts'
import { publishProduct } from './publish.ts'
import { baselineOf } from './write-baseline.ts'
import { applied, conflict, type Rejected, type WriteContext } from './write-context.ts'
import { BEGIN_PRODUCT, CREATE_PRODUCT, PRODUCT_OPERATION } from './write-documents.ts'
import { failed, failedCall, isUnclear, refused } from './write-refusal.ts'
import { ignored } from './write-stored.ts'

/** More variants are made while nobody waits for the answer, which gateways may break off. */
const MOST_AT_ONCE = 100
/** Times that a create is sent whose answer is lost; it names its key, so that it is the same product each time. */
const SENT = 3
/** Seconds between looks at what became of it. */
const LOOKS = [1, 2, 4]

/** Makes a product with all that belongs to it, unless one has its key. */
export async function createProduct(context: WriteContext, change: Change): Promise<Applied> {
  const { session, reads, typeOf } = context
  const places = await placesOf(context, change, null)
  if ('refusal' in places) return places.refusal
  const kept = baselineOf(context, change)
  if ('refusal' in kept) return kept.refusal
  const { keyMetafield } = context.wants
  const { location, collections, publications } = places
  const known = await reads.keyExists(change.key, session)
  const variables = createVariables(change, {
    keyMetafield,
    typeOf,
    location,
    collections: [...collections.values()],
    ...kept,
  })
  const made = known === null ? await make(context, change, variables) : useFound(context, change, known)
  reads.forget('id' in made ? made.id : null, change.key)
  return 'id' in made && publications.size > 0 ? published(context, made, [...publications.values()]) : made
}

async function published(
  context: WriteContext,
  made: Applied & { id: string },
  publications: string[],
): Promise<Applied> {
  const refusal = await publishProduct(context, { id: made.id, publications }).catch((error: unknown) =>
    failedCall(context, error),
  )
  return refusal === null ? made : { ...refusal, written: made.id }
}

type Step = { product: RawRecord } | { refusal: Rejected }

/** Sends it until it is known what became of it: an answer that is lost is looked for under the key. */
async function make(context: WriteContext, change: Change, variables: JsonObject): Promise<Applied> {
  for (let sent = 1; ; sent += 1) {
    const step = await sendOnce(context, change, variables).catch((error: unknown) => {
      if (!isUnclear(error)) throw error
      return { unclear: error }
    })
    if ('product' in step) return stored(context, change.fields, step.product)
    if ('refusal' in step && sent === 1) return step.refusal
    const there = await ours(context, change)
    if (there !== null) return there
    if ('refusal' in step) return step.refusal
    if (sent === SENT) throw step.unclear
  }
}

/** What an attempt without an answer has made: before it nothing had the key. */
async function ours(context: WriteContext, change: Change): Promise<Applied | null> {
  const wanted = asText(change.fields[BASELINE])
  for (const seconds of LOOKS) {
    const [there] = await context.reads.direct([{ key: change.key }], context.session)
    if (there) {
      const { id, baseline } = there.seen
      const isOurs = wanted === null || baseline === wanted
      return isOurs
        ? applied(context, id)
        : conflict(`Somebody else made a product with the key ${change.key} at the same time.`)
    }
    await context.session.wait(seconds * 1000)
  }
  return null
}

async function sendOnce(context: WriteContext, { key, parts }: Change, variables: JsonObject): Promise<Step> {
  const { session } = context
  const isLarge = parts.length > MOST_AT_ONCE
  const document = isLarge ? BEGIN_PRODUCT : CREATE_PRODUCT
  const payload = payloadOf(await session.query(document, variables), 'productSet')
  const errors = userErrorsOf(payload)
  if (errors.length > 0) return { refusal: refused(context, `the product ${key}`, errors) }
  if (!isLarge) return { product: asRecord(payload.product) }
  return finished(context, key, asText(asRecord(payload.productSetOperation).id) ?? '')
}

/** Seconds between looks at an operation; the last one is for all that follow. */
const PAUSES = [1, 1, 2, 3, 5]
const MOST_LOOKS = 120

async function finished(context: WriteContext, key: string, id: string): Promise<Step> {
  const { session } = context
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const operation = asRecord((await session.query(PRODUCT_OPERATION, { id })).productOperation)
    if (operation.status === 'COMPLETE') {
      const errors = userErrorsOf(operation)
      if (errors.length > 0) return { refusal: refused(context, `the product ${key}`, errors) }
      return { product: asRecord(operation.product) }
    }
    await session.wait((PAUSES[Math.min(look, PAUSES.length - 1)] as number) * 1000)
  }
  const message = `Shopify has been making the product ${key} for ten minutes.`
  return { refusal: failed(context, { code: 'shopify-late', message, hint: 'Apply what is left in a while.' }) }
}

/** The answer is compared with what was sent: what a service passes over in silence was not written. */
function stored(context: WriteContext, fields: Fields, product: RawRecord): Applied {
  const id = asText(product.id)
  if (id === null) {
    const message = 'Shopify answered without saying which product it made.'
    return failed(context, { code: 'unexpected-answer', message, hint: 'Plan again to see what is there now.' })
  }
  return ignored(context, { id, fields, product }) ?? applied(context, id)
}
