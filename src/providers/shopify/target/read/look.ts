import type { LiveResource } from '../../../../model/live.ts'
import type { Named } from '../../../../model/target.ts'
import { COLLECTION, DEFINITION, FILE, PRODUCT, PUBLICATION } from '../names.ts'
import { readDefinitions } from './definitions-read.ts'
import { type DirectContext, readEach } from './direct.ts'
import { lookFiles } from './files-there.ts'
import type { ReadProduct } from './live.ts'
import { OTHERS } from './live-seen.ts'
import { MOST_DIRECT } from './most-direct.ts'
import { readCollections, readPublications } from './places-read.ts'
import type { Touched } from './snapshot.ts'
import type { Snapshots } from './snapshot-store.ts'

export interface LookContext extends DirectContext {
  touched: Touched
  snapshots: Snapshots
}

/** Some resources by exact key; what is not there is left out. @throws ShopifyError, NoMoreCalls */
export async function lookUp(named: readonly Named[], context: LookContext): Promise<LiveResource[]> {
  const byKind = Map.groupBy(named, ({ kind }) => kind)
  const keys = (kind: string): string[] => [...new Set((byKind.get(kind) ?? []).map(({ key }) => key))]
  const among = (kind: string, all: LiveResource[]): LiveResource[] => {
    const asked = new Set(keys(kind))
    return all.filter(({ key }) => asked.has(key))
  }
  const { session } = context
  return [
    ...(byKind.has(DEFINITION) ? among(DEFINITION, await readDefinitions(session)) : []),
    ...(byKind.has(COLLECTION) ? await readCollections(keys(COLLECTION), session) : []),
    ...(byKind.has(PUBLICATION) ? among(PUBLICATION, await readPublications(session)) : []),
    ...(byKind.has(FILE) ? await lookFiles(keys(FILE), session) : []),
    ...(byKind.has(PRODUCT) ? await lookProducts(byKind.get(PRODUCT) ?? [], context) : []),
  ]
}

/** A product by the key that it has in plans, and by the gid that a plan knows. */
interface Asked {
  key: string
  id?: string
}

/** What is not ours has its id for a key. */
function askedOf(named: Named): Asked {
  const { id } = named as { id?: string | null }
  const { key } = named
  if (id) return { key, id }
  const number = key.startsWith(OTHERS) ? key.slice(OTHERS.length) : ''
  return /^[1-9]\d*$/.test(number) ? { key, id: `gid://shopify/Product/${number}` } : { key }
}

async function lookProducts(named: readonly Named[], context: LookContext): Promise<LiveResource[]> {
  const asked = [...new Map(named.map((one) => [one.key, askedOf(one)])).values()]
  const said = await saidOf(asked, context)
  const open = asked.filter((_, place) => said[place] === undefined)
  const read = await readEach(open, context)
  const direct = new Map(open.map((one, place) => [one, read[place] ?? null]))
  return asked.flatMap((one, place) => underKey(said[place] ?? direct.get(one) ?? null, one.key) ?? [])
}

/** What a read of all products says of each; `undefined` for what has to be read by itself. */
async function saidOf(asked: readonly Asked[], context: LookContext): Promise<(ReadProduct | null | undefined)[]> {
  if (asked.length <= MOST_DIRECT) return []
  const { touched, snapshots } = context
  const young = snapshots.young(context)
  if (young) {
    const said = asked.map((one) => young.find(one, touched))
    if (said.filter((one) => one === undefined).length <= MOST_DIRECT) return said
  }
  const renewed = await snapshots.renewed(context)
  return renewed === null ? [] : asked.map((one) => renewed.find(one, touched))
}

/** A product that was found by its id is what was asked for, unless it carries another key. */
function underKey(product: ReadProduct | null, key: string): LiveResource | null {
  if (product === null) return null
  const { live, seen } = product
  if (live.key === key) return live
  return seen.key === null ? { ...live, key } : null
}
