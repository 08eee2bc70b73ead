import { CHILD_IDS, ITEM_ID, PARENT_IDS, SHOP } from '../../model/edge-names.ts'
import { namesRead } from '../../model/expression-names.ts'
import { rulesOf } from '../../model/given-rules.ts'
import { isEmpty, type Json } from '../../model/json.ts'
import type { Coverage, QualityRule } from '../../model/quality.ts'
import type { AttributeSpec } from '../../model/settings.ts'
import type { Listing, PlanInput } from '../types.ts'

/** What says which item it is, and what the engine makes use of whatever the rules say. */
const ENGINE: readonly string[] = [
  ...['key', 'source', 'shop', 'parent_key', 'role', 'group', 'images', 'canonical_sku', 'paths', 'unavailable'],
  ...[ITEM_ID, SHOP, PARENT_IDS, CHILD_IDS],
]

/** Which fields of the sources rules read, which they leave, and which they read in vain. */
export function coverageOf(
  listings: readonly Listing[],
  { attributes, variants, quality, traits }: Pick<PlanInput, 'attributes' | 'variants' | 'quality' | 'traits'>,
): Coverage {
  const there = new Set<string>()
  const own = new Set(ENGINE)
  for (const { item, facts } of listings) {
    for (const name in item.fields) if (!there.has(name) && !isNothing(item.fields[name] as Json)) there.add(name)
    for (const { scheme } of item.codes) own.add(scheme)
    for (const name of [facts.id.placeholder, facts.shop.placeholder, facts.parents.first, facts.parents.all])
      own.add(name)
    own.add(facts.children)
  }
  const given = traits.kinds.flatMap((kind) =>
    rulesOf(kind, { traits, attributes, variants }).filter((one) => one.given),
  )
  const read = new Set(
    [...attributes, ...variants, ...given].flatMap(ofSpec).concat((quality?.rules ?? []).flatMap(ofRule)),
  )
  const all = [...there].sort()
  return {
    used: all.filter((name) => read.has(name)),
    unused: all.filter((name) => !read.has(name) && !own.has(name)),
    missing: [...read].filter((name) => !there.has(name) && !ENGINE.includes(name)).sort(),
  }
}

function isNothing(value: Json): boolean {
  return isEmpty(value) || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
}

function ofSpec({ from, others = [], compute, named = [], write }: AttributeSpec): string[] {
  if (write === 'never') return []
  return [from ?? [], others, compute?.base ?? [], named.map((one) => one.from)].flat().flatMap(namesRead)
}

function ofRule({ field, expression }: QualityRule): string[] {
  return [field ?? [], expression ?? []].flat().flatMap(namesRead)
}
