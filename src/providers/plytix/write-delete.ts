import { counted } from '../../model/counted.ts'
import { isEmpty, type Json, type JsonObject } from '../../model/json.ts'
import type { Applied, Change } from '../../model/target.ts'
import { relatedIds } from './convert.ts'
import { kindOfType } from './facts.ts'
import { attributePath, linksPath } from './paths.ts'
import { productPath } from './products.ts'
import { asList, asObject, asText } from './raw.ts'
import { rejected } from './refusal.ts'
import { isSuccess } from './reply.ts'
import { settle } from './settle.ts'
import { already, applied, conflict, type WriteContext } from './write-context.ts'

type Deletion = Change & { id: string }

/** Deletes a product, and nothing along with it: Plytix takes the variants of a product too. */
export async function deleteProduct(context: WriteContext, change: Deletion): Promise<Applied> {
  const { key: sku, unseen, looked } = change
  return deleteUnless(context, change, {
    path: productPath(change.id),
    async objectionTo(record) {
      const { sku: found, num_variations: variants } = record
      if (found !== sku)
        return `The product of that id has the SKU ${asText(found) ?? 'of nothing'} in Plytix, not ${sku}.`
      if (unseen) return `A search does not show ${sku}, but Plytix has it.`
      if (typeof variants !== 'number')
        return `Plytix does not say whether ${sku} has variants, which it would delete along with it.`
      if (variants > 0) return `${sku} has ${counted(variants, 'variant')}, which Plytix would delete along with it.`
      const more = looked === undefined ? [] : await beyond(context, record, new Set(looked))
      return more.length === 0 ? null : `${sku} also holds ${listed(more)}, which would be lost along with it.`
    },
  })
}

/** Values and links of a product that nobody has looked at, by their paths; what Plytix works out itself is none. */
async function beyond(
  { session, definitions }: WriteContext,
  { attributes, relationships }: JsonObject,
  looked: ReadonlySet<string>,
): Promise<string[]> {
  const filled = Object.entries(asObject(attributes)).filter(([label, value]) => {
    return !isEmpty(value) && !looked.has(attributePath(label))
  })
  const known = filled.length === 0 ? new Map() : await definitions.attributes(session)
  const written = filled.filter(([label]) => kindOfType(known.get(label)?.type ?? '') !== 'other')
  const linked = asList(relationships)
    .map(asObject)
    .flatMap((entry) => (relatedIds(entry).length > 0 ? (asText(entry.relationship_label) ?? []) : []))
    .map(linksPath)
  return [...written.map(([label]) => attributePath(label)), ...linked.filter((path) => !looked.has(path))].sort()
}

const NAMED = 3

function listed(paths: string[]): string {
  const more = paths.length > NAMED ? ` and ${paths.length - NAMED} more` : ''
  return `${paths.slice(0, NAMED).join(', ')}${more}`
}

/** Deletes a file that nothing uses at that moment: products would lose it without a word. */
export async function deleteAsset(context: WriteContext, change: Deletion): Promise<Applied> {
  const { key: filename } = change
  return deleteUnless(context, change, {
    path: `/api/v1/assets/${change.id}`,
    async objectionTo({ filename: found, assigned, n_products, n_catalogs }) {
      if (!isNamed(asText(found) ?? '', filename))
        return `The asset of that id is ${asText(found) ?? 'without a name'} in Plytix, not ${filename}.`
      const free = assigned === false && n_products === 0 && n_catalogs === 0
      return free ? null : `${filename} is in use in Plytix${usesOf([n_products, n_catalogs])}.`
    },
  })
}

/** Plytix adds letters of its own to the name of a file when it has another one of that name. */
function isNamed(found: string, filename: string): boolean {
  const dot = filename.lastIndexOf('.')
  const [stem, extension] = dot < 1 ? [filename, ''] : [filename.slice(0, dot), filename.slice(dot)]
  return found === filename || new RegExp(`^${RegExp.escape(stem)}_[a-z0-9]+${RegExp.escape(extension)}$`).test(found)
}

function usesOf(numbers: (Json | undefined)[]): string {
  const uses = numbers.flatMap((number, place) =>
    typeof number === 'number' && number > 0 ? [counted(number, place === 0 ? 'product' : 'catalogue')] : [],
  )
  return uses.length > 0 ? ` by ${uses.join(' and ')}` : ''
}

interface Condition {
  path: string
  /** Why the record must not be deleted. */
  objectionTo: (record: JsonObject) => Promise<string | null>
}

/** What is gone is what was wanted, whoever deleted it. */
async function deleteUnless(
  context: WriteContext,
  { id }: Deletion,
  { path, objectionTo }: Condition,
): Promise<Applied> {
  const { session, writes } = context
  const now = await session.send('GET', path)
  if (now.status === 404) return already(context, id)
  const record = now.records?.[0]
  if (!isSuccess(now) || record?.id !== id) return rejected(now, session)
  const objection = await objectionTo(record)
  if (objection !== null) return conflict(objection, 'Look at it in Plytix, and plan again.')
  const gone = async () => {
    const reply = await session.send('GET', path)
    return reply.status === 404 ? reply : null
  }
  const reply = await settle(session, () => session.send('DELETE', path), gone)
  if (!isSuccess(reply) && reply.status !== 404) return rejected(reply, session)
  writes.noteDeleted(id)
  return applied(context, id)
}
