import type { Item } from '../../../model/item.ts'
import { type Bearer, type Decided, skuOf } from './bearers.ts'
import type { JoinedMaster } from './masters.ts'

/** A master with its name and what it is read from, in order of precedence. */
export interface NamedMaster {
  key: string
  /** One for each product of a shop that lists it: the parent, or the item that is read in its place. */
  voices: Decided[]
  variants: NamedVariant[]
}

export interface NamedVariant {
  key: string
  voices: Decided[]
}

/** What naming needs beside what was joined. */
export interface Naming {
  bearers: readonly Bearer[]
  /** Of a listed variant, the parent that its shop lists. */
  parentOf: (item: Item) => Decided | undefined
  /** Before others, the more important. */
  compare: (a: Decided, b: Decided) => number
  /** `{sku}` is the seller's SKU, or what stands for it. */
  template: string
  /** Names that the catalogue has already. */
  taken: { masters: ReadonlySet<string>; variants: ReadonlySet<string> }
}

/** In order of precedence: the first that asks for a name has it. Those that the catalogue knows keep theirs. */
export function nameMasters(masters: readonly JoinedMaster[], naming: Naming): NamedMaster[] {
  const { bearers, compare } = naming
  const drafts = masters.flatMap((master) => {
    const variants = master.variants
      .map((places) => places.map((place) => bearers[place] as Bearer))
      .map((all) => ({
        known: all.find(({ variant }) => variant !== undefined)?.variant,
        voices: listedOf(all, compare),
      }))
      .filter(({ voices }) => voices.length > 0)
      .sort((a, b) => compare(a.voices[0] as Decided, b.voices[0] as Decided))
    const voices = voicesOf(
      variants.flatMap((one) => one.voices),
      naming,
    )
    return voices.length === 0 ? [] : [{ known: master.key, voices, variants }]
  })
  drafts.sort((a, b) => compare(a.voices[0] as Decided, b.voices[0] as Decided))
  const names = { masters: new Set(naming.taken.masters), variants: new Set(naming.taken.variants) }
  return drafts.map(({ known, voices, variants }) => ({
    key: known ?? freeName(names.masters, filled(naming.template, masterSku(voices, variants)), standIn('M', voices)),
    voices,
    variants: variants.map((variant) => ({
      key: variant.known ?? freeName(names.variants, firstSku(variant.voices), standIn('V', variant.voices)),
      voices: variant.voices,
    })),
  }))
}

function listedOf(bearers: readonly Bearer[], compare: Naming['compare']): Decided[] {
  return bearers.flatMap(({ listed }) => listed ?? []).sort(compare)
}

/** Parents speak for their children; of a group without one the first child does. */
function voicesOf(listed: readonly Decided[], { parentOf, compare }: Naming): Decided[] {
  const voices = new Map<string, Decided>()
  for (const one of [...listed].sort(compare)) {
    const { ref, parents } = one.item
    const product = JSON.stringify([ref.source, ref.shop, parents[0] ?? ref.id])
    if (!voices.has(product)) voices.set(product, parentOf(one.item) ?? one)
  }
  return [...voices.values()].sort(compare)
}

/** The parent's SKU, else that of the only variant. */
function masterSku(voices: readonly Decided[], variants: readonly { voices: Decided[] }[]): string | null {
  const parents = voices.filter(({ item }) => item.role === 'parent')
  const [only, ...others] = variants
  return firstSku(parents) ?? (only !== undefined && others.length === 0 ? firstSku(only.voices) : null)
}

function firstSku(voices: readonly Decided[]): string | null {
  for (const { item } of voices) {
    const sku = skuOf(item)
    if (sku !== null) return sku
  }
  return null
}

function filled(template: string, sku: string | null): string | null {
  return sku === null ? null : template.replaceAll('{sku}', () => sku)
}

/** What stands for a SKU: the place of the first listing, which nothing else has. */
function standIn(letter: 'M' | 'V', [first]: readonly Decided[]): string {
  const { source, shop, id } = (first as Decided).item.ref
  return `${letter}-${source}-${shop}-${id}`
}

function freeName(taken: Set<string>, wanted: string | null, otherwise: string): string {
  const name = wanted === null || taken.has(wanted) ? otherwise : wanted
  taken.add(name)
  return name
}
