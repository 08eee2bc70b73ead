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
}

/** A template such as `{source}-{shop}-{id}`; sources may have names of their own for both. */
export function createKeys(template: string, sources: readonly SourceShops[]): Keys {
  const parts = template.split(/(\{[a-z_]+\})/).filter((part) => part !== '')
  const makers = new Map(sources.map(({ facts }) => [facts.name, maker(parts, facts)]))
  const forms = sources.map((source) => formOf(parts, source)).join('|')
  const exact = new RegExp(`^(?:${forms})$`)
  const loose = new RegExp(`^(?:${forms})$`, 'i')
  return {
    of: (ref) => makers.get(ref.source)?.(ref) ?? template,
    owns: (key) => exact.test(key),
    resembles: (key) => loose.test(key),
  }
}

/** What a placeholder stands for, `null` when it stands for itself. */
function meaning(part: string, { id, shop }: Pick<SourceFacts, 'id' | 'shop'>): keyof ItemRef | null {
  if (part === '{id}' || part === `{${id.placeholder}}`) return 'id'
  if (part === '{shop}' || part === `{${shop.placeholder}}`) return 'shop'
  return part === '{source}' ? 'source' : null
}

function maker(parts: string[], facts: SourceShops['facts']): (ref: ItemRef) => string {
  const meanings = parts.map((part) => ({ part, field: meaning(part, facts) }))
  return (ref) => meanings.map(({ part, field }) => (field === null ? part : ref[field])).join('')
}

function formOf(parts: string[], { facts, shops }: SourceShops): string {
  const forms = {
    id: `(?:${facts.id.pattern})`,
    shop: `(?:${shops.map((shop) => RegExp.escape(shop)).join('|')})`,
    source: RegExp.escape(facts.name),
  }
  return parts
    .map((part) => {
      const field = meaning(part, facts)
      return field === null ? RegExp.escape(part) : forms[field]
    })
    .join('')
}

/** The other way round: the template that gave an item this key, as far as that can be seen. */
export function templateOf(key: string, { ref }: Pick<Item, 'ref'>, facts: Pick<SourceFacts, 'id' | 'shop'>): string {
  const shop = new RegExp(`\\b${RegExp.escape(ref.shop)}\\b`)
  return key.replace(ref.id, `{${facts.id.placeholder}}`).replace(shop, `{${facts.shop.placeholder}}`)
}
