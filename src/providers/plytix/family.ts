import { ProviderError } from '../../model/errors.ts'
import type { Session } from './client.ts'
import { PLYTIX } from './facts.ts'
import { asNumber, asText } from './raw.ts'
import { readAll } from './read-all.ts'
import { notUnderstood, readError } from './read-error.ts'
import type { PimFamily } from './records.ts'
import { isSuccess } from './reply.ts'

const PATH = '/api/v1/product_families'
const NAMES_SHOWN = 5

/** The family with that id or exact name. @throws ProviderError when there is none or more than one. */
export async function readFamily(session: Session, nameOrId: string): Promise<PimFamily> {
  const id = await findFamily(session, nameOrId)
  const [family, attributes] = await Promise.all([session.send('GET', `${PATH}/${id}`), readLabels(session, id)])
  const record = family.records?.[0]
  if (!isSuccess(family) || !record) throw readError(family, `the product family "${nameOrId}"`)
  if (record.id !== id) throw notUnderstood(`the product family "${nameOrId}"`, 'it answers with another family')
  return { id, name: asText(record.name) ?? nameOrId, attributes, products: asNumber(record.total_products) }
}

interface Named {
  id: string
  name: string
}

/** What families the account has. @throws ProviderError */
export async function readFamilies(session: Session): Promise<Named[]> {
  const rows = await readAll(session, {
    path: `${PATH}/search`,
    what: 'the product families',
    columns: ['name'],
    order: 'name',
    key: 'name',
  })
  return rows.map((row) => ({ id: asText(row.id) ?? '', name: asText(row.name) ?? '' }))
}

async function findFamily(session: Session, wanted: string): Promise<string> {
  return chooseFamily(await readFamilies(session), wanted, 'target.family').id
}

/** @param key Of the setting that names it @throws ProviderError when there is none or more than one. */
export function chooseFamily(families: Named[], wanted: string, key: string): Named {
  const hits = families.filter(({ id, name }) => name === wanted || id === wanted)
  if (hits.length > 1) {
    throw new ProviderError('family', `Plytix has ${hits.length} product families named "${wanted}".`, {
      hints: [`Set ${key} to one of their ids: ${hits.map(({ id }) => id).join(', ')}.`],
    })
  }
  if (hits[0]) return hits[0]
  throw missing(families, wanted, key)
}

function missing(families: Named[], wanted: string, key: string): ProviderError {
  const names = families.map(({ name }) => name)
  const near = nearest(wanted, names)
  const hints = [
    ...(names.length > 0
      ? [
          `The account has ${near.map((name) => `"${name}"`).join(', ')}${names.length > near.length ? ' and others' : ''}.`,
        ]
      : []),
    `Create it under ${PLYTIX.places.family}, or correct ${key}.`,
  ]
  return new ProviderError('family', `Plytix has no product family named "${wanted}".`, { hints })
}

/** Names that differ in case, spaces and punctuation, or that hold one another; else some of what there is. */
function nearest(wanted: string, names: string[]): string[] {
  const bare = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  const target = bare(wanted)
  const near = names.filter((name) => bare(name).includes(target) || (bare(name) && target.includes(bare(name))))
  return (near.length > 0 ? near : names).slice(0, NAMES_SHOWN)
}

/** What the family is called, `null` when it cannot be read. */
export async function readName(session: Session, id: string): Promise<string | null> {
  const reply = await session.send('GET', `${PATH}/${id}`)
  return isSuccess(reply) ? (asText(reply.records?.[0]?.name) ?? null) : null
}

/** Labels of the family's attributes. @throws ProviderError */
export async function readLabels(session: Session, id: string): Promise<string[]> {
  const reply = await session.send('GET', `${PATH}/${id}/attributes`)
  if (!isSuccess(reply) || !reply.records) throw readError(reply, 'the attributes of the product family')
  const labels = reply.records.flatMap(({ label }) => asText(label) ?? [])
  if (labels.length === reply.records.length) return labels
  throw notUnderstood('the attributes of the product family', 'some have no label')
}
