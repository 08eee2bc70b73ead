import { type Check, failedBy, passed, warned } from '../../model/check.ts'
import type { Session } from './client.ts'
import { explain } from './explain.ts'
import { attempt, type HealthContext } from './health-context.ts'
import { type Guinea, LABEL, proveMoves } from './probe-moves.ts'
import { productPath } from './products.ts'
import { asText } from './raw.ts'
import type { ReadContext } from './read-context.ts'
import { readBatch } from './read-rows.ts'
import { isSuccess } from './reply.ts'

/**
 * Finds out whether an account tells of every change, by changing two products that it makes and deletes, and keeps what it
 * found. Nothing else in the account is touched.
 */
export async function* readingProbe(
  context: HealthContext,
  reading: ReadContext,
  signal: AbortSignal,
): AsyncGenerator<Check> {
  const { earlier, clock } = reading
  const { found, left } = await tried(reading, context.client.options.timing.random)
  if (left.length > 0) {
    const message = `The products ${left.join(', ')} were made to try changes, and may still be there.`
    yield warned('probe-left', message, 'Delete them in Plytix.')
  }
  const result = await attempt(found(), context, signal)
  if ('refusal' in result) return yield failedBy('reading-probe', result.refusal)
  if (typeof result.value === 'string') {
    return yield passed('reading-probe', `Whether the account tells of every change cannot be tried: ${result.value}.`)
  }
  const at = new Date(clock.now()).toISOString()
  const kept = await earlier.reads.keep(await earlier.account(signal), { at, value: { ...result.value } })
  const text = kept ? 'what was seen is remembered' : 'there is no state to remember what was seen'
  yield passed('reading-probe', `Two products were made, changed and deleted to see what the account tells; ${text}.`)
}

/** What was found, or what kept it from being found, once all that was made is deleted again, also when it is stopped. */
async function tried(reading: ReadContext, random: () => number) {
  const { session } = reading
  const made: Made[] = []
  const [result] = await Promise.allSettled([probe(reading, made, random)])
  const left = await takeAway(session, made).catch(() => made.map(({ sku }) => sku))
  session.end()
  return { left, found: async () => (result.status === 'fulfilled' ? result.value : Promise.reject(result.reason)) }
}

interface Made {
  sku: string
  id: string | null
}

/** What was found, or why nothing could be. @throws ProviderError */
async function probe(reading: ReadContext, made: Made[], random: () => number) {
  const stem = `SYNC-PROBE-${Math.floor(random() * 36 ** 6)
    .toString(36)
    .toUpperCase()}-${reading.clock.now()}`
  for (const sku of [`${stem}-A`, `${stem}-B`]) {
    const problem = await make(reading.session, sku, made)
    if (problem !== null) return problem
  }
  const [first, second] = made
  const own: Guinea = { sku: first?.sku ?? '', id: first?.id ?? '', other: second?.id ?? '' }
  return proveMoves(reading, own)
}

async function make(session: Session, sku: string, made: Made[]): Promise<string | null> {
  const reply = await session.send('POST', '/api/v1/products', { sku, label: LABEL })
  const id = isSuccess(reply) ? (asText(reply.records?.[0]?.id) ?? null) : null
  if (id !== null || reply.unclear) made.push({ sku, id })
  return id === null ? `Plytix does not let a product be made (${explain(reply)})` : null
}

/** The SKUs of what may still be there. */
async function takeAway(session: Session, made: Made[]): Promise<string[]> {
  const left: string[] = []
  for (const { sku, id } of made) {
    const [found] = id === null ? await readBatch(session, [], [sku]) : [{ id }]
    const known = asText(found?.id)
    const reply = known === undefined ? null : await session.send('DELETE', productPath(known))
    if (!reply || (!isSuccess(reply) && reply.status !== 404)) left.push(sku)
  }
  return left
}
