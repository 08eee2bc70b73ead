import type { JsonObject } from '../../model/json.ts'
import { ASSETS } from './assets.ts'
import type { Session } from './client.ts'
import { PLYTIX } from './facts.ts'
import { asFilter } from './moment-filter.ts'
import { getProduct, productPath } from './products.ts'
import { asMoment, asText } from './raw.ts'
import type { ReadContext } from './read-context.ts'
import { productSearch } from './read-rows.ts'
import { isSuccess, type Reply } from './reply.ts'
import { readPage, withoutOrder } from './search.ts'
import { poll } from './settle.ts'
import { NOTHING_PROVEN, type Proof } from './trust.ts'

/** Two products that were made to be changed, and go again. */
export interface Guinea {
  sku: string
  id: string
  /** What the first one is linked to. */
  other: string
}

type Act = () => Promise<Reply>

/** Milliseconds, more than the times that Plytix writes can leave out. */
const APART = 20
/** Milliseconds; reads overlap by more. */
const CLOCKS_APART = 5 * 60_000
/** Milliseconds until a search is asked again: it lags behind. */
const LAGS = [500, 1000, 2000, 4000, 8000]

/** Whether `modified` of a product moves with each aspect of it; `null` where that cannot be tried. @throws ProviderError */
export async function proveMoves(context: ReadContext, own: Guinea): Promise<Proof> {
  const { session } = context
  const proof: Proof = { ...NOTHING_PROVEN }
  const acts = { links: await linkActs(context, own), images: await imageActs(context, own) }
  for (const aspect of ['links', 'images'] as const) proof[aspect] = await allMove(session, own.id, acts[aspect])
  proof.search = await isFound(context, own)
  return proof
}

async function linkActs(context: ReadContext, { id, other }: Guinea): Promise<Act[]> {
  const { session, settings, definitions } = context
  const known = [...(await definitions.relationships(session)).values()]
  const relationship = known.find(({ label, name }) =>
    settings.relationships.some((wanted) => wanted.label === label || wanted.name === name),
  )
  if (!relationship) return []
  const path = `${productPath(id)}/relationships/${relationship.id}`
  const body = { product_relationships: [{ product_id: other, quantity: 1 }] }
  return [() => session.send('POST', path, body), () => session.send('POST', `${path}/unlink`, body)]
}

async function imageActs({ session, settings, definitions }: ReadContext, { id }: Guinea): Promise<Act[]> {
  const page = await readPage(session, withoutOrder(ASSETS), { size: 1 })
  const asset = asText(page?.rows[0]?.id)
  const gallery = (await definitions.attributes(session)).get(settings.gallery)
  if (asset === undefined || gallery?.type !== PLYTIX.galleryType) return []
  const path = `${productPath(id)}/assets`
  return ['thumbnail', settings.gallery].flatMap((label) => [
    () => session.send('POST', path, { id: asset, attribute_label: label }),
    () => session.send('DELETE', `${path}/${asset}`),
  ])
}

/** `null` when one of them is refused, or there is none. */
async function allMove(session: Session, id: string, acts: Act[]): Promise<boolean | null> {
  if (acts.length === 0) return null
  const moved: boolean[] = []
  for (const act of acts) {
    const before = await modifiedOf(session, id)
    await session.wait(APART)
    if (before === null || !isSuccess(await act())) return null
    const after = await modifiedOf(session, id)
    moved.push(after !== null && after > before)
  }
  return !moved.includes(false)
}

async function modifiedOf(session: Session, id: string): Promise<number | null> {
  const reply = await getProduct(session, id)
  const moment = isSuccess(reply) ? asMoment(reply.records?.[0]?.modified) : undefined
  return moment === undefined ? null : Date.parse(moment)
}

/** A value moves it, by the clock that Plytix's answers tell, and a search finds the product by that, and only by that. */
async function isFound({ session, earlier }: ReadContext, { id, sku }: Guinea): Promise<boolean | null> {
  const before = await modifiedOf(session, id)
  await session.wait(APART)
  const changed = await session.send('PATCH', productPath(id), { label: `${LABEL}, once changed` })
  const after = await modifiedOf(session, id)
  if (before === null || after === null || !isSuccess(changed)) return null
  const now = earlier.time()
  if (after <= before || now === null || Math.abs(now - after) > CLOCKS_APART) return false
  const named: JsonObject = { field: 'sku', operator: 'eq', value: sku }
  const matches = async (since: number): Promise<boolean> => {
    const search = { ...withoutOrder(productSearch([])), filters: [named, asFilter('modified', 'gt', since)] }
    return (await readPage(session, search, { size: 1 }))?.rows.some((row) => row.id === id) ?? false
  }
  const found = await poll(session, LAGS, async () => ((await matches(before)) ? true : null))
  return found === true && !(await matches(after + APART))
}

/** What people read who find one of the products. */
export const LABEL = 'catalog-sync probe, may be deleted'
