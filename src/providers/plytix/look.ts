import type { LiveResource, Want } from '../../model/live.ts'
import type { Named } from '../../model/target.ts'
import { toProduct } from './convert.ts'
import { PLYTIX } from './facts.ts'
import { readFamily } from './family.ts'
import { columnsOf, type ReadContext } from './read-context.ts'
import { definitionsOf } from './read-definitions.ts'
import { readBatch } from './read-rows.ts'

/** Some resources by exact key. Assets are not looked up: their upload tells. @throws ProviderError */
export async function look(context: ReadContext, named: readonly Named[], want: Want): Promise<LiveResource[]> {
  const byKind = Map.groupBy(named, ({ kind }) => kind)
  const skus = (byKind.get('product') ?? []).map(({ key }) => key)
  const asks = ['attribute', 'relationship', 'family'].some((kind) => byKind.has(kind))
  const [products, defined] = [
    skus.length > 0 ? await readBySku(context, skus, want) : [],
    asks ? await lookDefinitions(context) : [],
  ]
  const isAsked = ({ kind, key }: LiveResource) => byKind.get(kind)?.some((one) => one.key === key) ?? false
  return [...products, ...defined.filter(isAsked)]
}

async function lookDefinitions(context: ReadContext): Promise<LiveResource[]> {
  const { session, settings, definitions } = context
  definitions.reset()
  const family = settings.family === null ? null : await readFamily(session, settings.family)
  return Object.values(await definitionsOf(context, family)).flat()
}

async function readBySku(context: ReadContext, skus: string[], want: Want): Promise<LiveResource[]> {
  const { names, wanted } = await columnsOf(context, want)
  const unique = [...new Set(skus)]
  const found: LiveResource[] = []
  for (let start = 0; start < unique.length; start += PLYTIX.page) {
    const batch = new Set(unique.slice(start, start + PLYTIX.page))
    const records = await readBatch(context.session, names, [...batch])
    found.push(...records.map((record) => toProduct(record, wanted)).filter(({ key }) => batch.has(key)))
  }
  return context.writes.refresh(context.session, found, wanted)
}
