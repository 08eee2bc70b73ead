import { isEmpty } from '../../../../model/json.ts'
import type { Want } from '../../../../model/live.ts'
import type { Applied, Change } from '../../../../model/target.ts'
import { asRecord, asText } from '../../raw.ts'
import { payloadOf, userErrorsOf } from '../../user-errors.ts'
import { PRODUCT } from '../names.ts'
import { fileName } from '../read/live-values.ts'
import { already, applied, conflict, type WriteContext } from './write-context.ts'
import { DELETE_FILES, DELETE_PRODUCT, FILE_USE, PRODUCT_EXISTS } from './write-documents.ts'
import { isUnclear, refused } from './write-refusal.ts'

type Deletion = Change & { id: string }

const SENT = 3

/** Deletes a product, unless it holds what nobody has looked at. What is gone is what was wanted. */
export async function deleteProduct(context: WriteContext, change: Deletion): Promise<Applied> {
  const { session, reads } = context
  const { id, key } = change
  const [now] = await reads.look([{ kind: PRODUCT, key }], EVERYTHING, session.signal)
  if (now?.id !== id) return (await exists(context, id)) ? hidden(key) : already(context, id)
  if (change.unseen) return hidden(key)
  const looked = new Set(change.looked)
  const more = Object.keys(now.fields).filter((path) => !looked.has(path) && !isEmpty(now.fields[path]))
  if (change.looked !== undefined && more.length > 0) {
    return conflict(`${key} also holds ${listed(more)}, which would be lost along with it.`)
  }
  reads.forget(id, key)
  return repeatedly(context, async () => {
    const payload = payloadOf(await session.query(DELETE_PRODUCT, { id }), 'productDelete')
    const errors = userErrorsOf(payload)
    if (errors.length === 0) return applied(context, id)
    if (!(await exists(context, id))) return already(context, id)
    return refused(context, `to delete ${key}`, errors)
  })
}

/** All that there is to know of a product. */
const EVERYTHING: Want = { paths: [], also: () => true, owns: () => true, explained: () => true }

function hidden(key: string): Applied {
  return conflict(`No look shows ${key}, but Shopify has a product of its id.`)
}

const NAMED = 3

function listed(paths: string[]): string {
  const more = paths.length > NAMED ? ` and ${paths.length - NAMED} more` : ''
  return `${paths.toSorted().slice(0, NAMED).join(', ')}${more}`
}

async function exists({ session }: WriteContext, id: string): Promise<boolean> {
  return asText(asRecord((await session.query(PRODUCT_EXISTS, { id })).product).id) !== null
}

/** What is deleted twice is deleted once: a lost answer is asked for again. */
async function repeatedly(context: WriteContext, send: () => Promise<Applied>): Promise<Applied> {
  for (let sent = 1; ; sent += 1) {
    try {
      const done = await send()
      return done.outcome === 'already' && sent > 1 ? applied(context, done.id) : done
    } catch (error) {
      if (!isUnclear(error) || sent === SENT) throw error
    }
  }
}

/** Deletes a file that no product shows, as far as a search can tell: it would be gone from every one that does. */
export async function deleteFile(context: WriteContext, { id, key }: Deletion): Promise<Applied> {
  const { session } = context
  const number = id.replace(/^.*\//, '')
  const { node, files } = await session.query(FILE_USE, { id, query: `id:${number} AND used_in:none` })
  const file = asRecord(node)
  if (asText(file.id) === null) return already(context, id)
  const address = asText(asRecord(file.image).url)
  const name = address === null ? null : fileName(address)
  if (name !== null && name !== key) return conflict(`The file of that id is ${name} in Shopify, not ${key}.`)
  const [unused] = (asRecord(files).nodes as { id?: unknown }[] | undefined) ?? []
  if (unused?.id !== id) return conflict(`${key} is in use in Shopify, as far as its search knows.`)
  return repeatedly(context, async () => {
    const payload = payloadOf(await session.query(DELETE_FILES, { ids: [id] }), 'fileDelete')
    const errors = userErrorsOf(payload)
    if (errors.length === 0) return applied(context, id)
    if (errors.some(({ code }) => code === 'FILE_DOES_NOT_EXIST')) return already(context, id)
    return refused(context, `to delete ${key}`, errors)
  })
}
