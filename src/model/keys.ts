import type { Item, ItemRef } from './item.ts'
import type { SourceFacts } from './source.ts'

/** A source with the shops that a workspace reads of it. */
export interface SourceShops {
  facts: Pick<SourceFacts, 'name' | 'id' | 'shop'>
  shops: readonly string[]
}

/** How the resources that are made of items are called. */
export interface Keys {
  of(ref: ItemRef): string
  /** True for exactly the keys that the template gives for the shops. */
  owns(key: string): boolean
  /** The same in any case. */
  resembles(key: string): boolean
  /** What stands before the item's id in all of them: every owned key begins with one of these. */
  beginnings: readonly string[]
}

/**
 * A template such as `{source}-{shop}-{id}`. Sources may have names of their own for both, and what one of the workspace
 * calls them is a name for all. `own`: only these items count as owned, instead of all of the workspace.
 */
export function createKeys(template: string, sources: readonly SourceShops[], own = sources): Keys {
  const meanings = meaningsIn(template, sources)
  const forms = own.map((source) => formOf(meanings, source)).join('|')
  const exact = new RegExp(`^(?:${forms})$`)
  const loose = new RegExp(`^(?:${forms})$`, 'i')
  return {
    of: (ref) => keyOf(meanings, ref),
    owns: (key) => exact.test(key),
    resembles: (key) => loose.test(key),
    beginnings: [...new Set(own.flatMap((source) => beginningsIn(meanings, source)))],
  }
}

function beginningsIn(meanings: Meaning[], { facts, shops }: SourceShops): string[] {
  const before = meanings.slice(
    0,
    Math.max(
      0,
      meanings.findIndex(({ field }) => field === 'id' || field === 'sku'),
    ),
  )
  return shops.map((shop) => keyOf(before, { source: facts.name, shop, id: '' }))
}

/** A part of a template: what it stands for, `null` when it stands for itself. */
interface Meaning {
  part: string
  field: keyof ItemRef | 'sku' | null
}

function meaningsIn(template: string, sources: readonly SourceShops[]): Meaning[] {
  const fields = new Map<string, keyof ItemRef | 'sku'>([
    ...sources.map(({ facts }) => [`{${facts.id.placeholder}}`, 'id'] as const),
    ...sources.map(({ facts }) => [`{${facts.shop.placeholder}}`, 'shop'] as const),
    ['{id}', 'id'],
    ['{shop}', 'shop'],
    ['{source}', 'source'],
    ['{sku}', 'sku'],
  ])
  const parts = template.split(/(\{[a-z_]+\})/).filter((part) => part !== '')
  return parts.map((part) => ({ part, field: fields.get(part) ?? null }))
}

function keyOf(meanings: Meaning[], ref: ItemRef): string {
  // What the seller calls an item, its place does not tell.
  return meanings.map(({ part, field }) => (field === null || field === 'sku' ? part : ref[field])).join('')
}

function formOf(meanings: Meaning[], { facts, shops }: SourceShops): string {
  const forms = {
    id: `(?:${facts.id.pattern})`,
    shop: `(?:${shops.map((shop) => RegExp.escape(shop)).join('|')})`,
    source: RegExp.escape(facts.name),
    sku: '[^]+',
  }
  return meanings.map(({ part, field }) => (field === null ? RegExp.escape(part) : forms[field])).join('')
}

/** The other way round: the template that gave an item this key, as far as that can be seen. */
export function templateOf(key: string, { ref }: Pick<Item, 'ref'>, facts: Pick<SourceFacts, 'id' | 'shop'>): string {
  const shop = new RegExp(`\\b${RegExp.escape(ref.shop)}\\b`)
  return key.replace(ref.id, `{${facts.id.placeholder}}`).replace(shop, `{${facts.shop.placeholder}}`)
}
