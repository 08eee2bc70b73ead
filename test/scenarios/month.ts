import { ProviderError } from '../../src/model/errors.ts'
import type { Json } from '../../src/model/json.ts'
import type { State } from '../../src/model/state.ts'
import type { CatalogueItem } from '../../src/providers/amazon/catalogue-item.ts'
import { seededRandom } from '../../src/sandbox/random.ts'
import { boot, picture, product, settings, skuOf } from '../support/boots.ts'
import { createMemoryTarget, type MemoryTarget } from '../support/memory/index.ts'
import type { PimProduct } from '../support/pim.ts'
import { type Desk, nextAccount, steppingClock } from '../support/world-desk.ts'
import { memorySpecs, SPECS } from '../support/world-specs.ts'

/** Three styles of four boots, a shop that changes them, an account with people in it, and a line that breaks. */

const STYLES = ['PB-1', 'PB-2', 'PB-3']
const SIZES = 4
const parentOf = (style: number): string => `B0BOOT${style}000`
const boots = STYLES.flatMap((_, style) =>
  Array.from({ length: SIZES }, (_, size) => ({ asin: `B0BOOT${style}00${size + 1}`, style })),
)
const CODES = ['042000000017', '042000000024', '042000000031']

export interface Month {
  /** What the shop lists, by ASIN. */
  items: Map<string, CatalogueItem>
  /** The parent of each boot. */
  parents: Map<string, string>
  /** What people gave, by SKU and path; a later value of theirs takes the place of an earlier one. */
  byHand: Map<string, { sku: string; path: string; value: Json }>
  target: MemoryTarget
  random: () => number
  /** How many writes are answered before the line breaks, or the program dies; `null`: all. */
  line: { left: number | null; dies: boolean }
}

export function beginMonth(seed: number): Month {
  const line: Month['line'] = { left: null, dies: false }
  const items = new Map<string, CatalogueItem>()
  const parents = new Map(boots.map(({ asin, style }) => [asin, parentOf(style)]))
  for (const [style, sku] of STYLES.entries()) list(items, { asin: parentOf(style), model_number: sku })
  for (const { asin, style } of boots) {
    const first = asin.endsWith('1')
    list(items, {
      asin,
      upc: first ? (CODES[style] ?? null) : null,
      color: 'Brown',
      images: [picture('MAIN', `71${asin.slice(-4)}main`), picture('PT01', `71${asin.slice(-4)}side`)],
    })
  }
  const masters = STYLES.map((sku, style) => product(sku, { label: 'Master', gtin: CODES[style] ?? '' }))
  const target = createMemoryTarget({
    seed: { products: masters, assets: [{ id: 'campaign', filename: 'campaign.jpg', url: '' }] },
    account: nextAccount(),
    workspace: { settings: monthSettings(), attributes: memorySpecs(SPECS) },
    answer() {
      if (line.left === null) return null
      if (line.left === 0)
        throw line.dies ? new Error('The program dies.') : new ProviderError('outage', 'Nobody answers.')
      line.left -= 1
      return null
    },
  })
  return { items, parents, byHand: new Map(), target, random: seededRandom(seed), line }
}

function list(items: Month['items'], facts: Partial<CatalogueItem> & { asin: string }): void {
  const identifiers = facts.upc ? [{ type: 'UPC', value: facts.upc }] : []
  items.set(facts.asin, boot(facts.asin, { ...facts, identifiers }))
}

export function monthSettings() {
  return settings((value) => {
    value.target.canonical.identifiers = ['gtin']
    value.policy.prune = { links: true, images: true, products: false, variants: false }
  })
}

/** What the shop lists tonight, as an export says it. */
export function listed({ items, parents }: Month): CatalogueItem[] {
  return [...items.values()].map((item) => {
    const children = [...parents].flatMap(([child, parent]) =>
      parent === item.asin && items.has(child) ? [child] : [],
    )
    const parent = parents.get(item.asin)
    if (parent === undefined) return { ...item, item_classification: 'VARIATION_PARENT', child_asins: children }
    return { ...item, parent_asins: [parent], parent_asin: parent }
  })
}

export function deskOf(month: Month, state: State): Desk {
  const world = { settings: monthSettings(), overrides: [], items: listed(month), account: {} }
  return { world, specs: memorySpecs(SPECS), target: month.target, state, clock: steppingClock() }
}

const pick = <T>({ random }: Month, among: readonly T[]): T => among[Math.floor(random() * among.length)] as T

/** What a day brings at the shop: titles, pictures, parents, codes, and listings that leave and come back. */
export function dayAtTheShop(month: Month, day: number): void {
  const { items, parents } = month
  const change = (asin: string, facts: Partial<CatalogueItem>): void => {
    const item = items.get(asin)
    if (item) items.set(asin, { ...item, ...facts })
  }
  const any = (): string => pick(month, boots).asin
  for (const asin of [any(), any()]) change(asin, { item_name: `Boot ${asin}, day ${day}` })
  if (day % 3 === 0) change(any(), { color: pick(month, ['Brown', 'Black', 'Bomber']) })
  if (day % 5 === 0) parents.set(any(), parentOf(Math.floor(month.random() * STYLES.length)))
  if (day % 6 === 0) {
    const asin = any()
    change(asin, {
      images: [picture('MAIN', `71${asin.slice(-4)}d${day}`), picture('PT01', `71${asin.slice(-4)}side`)],
    })
  }
  if (day % 7 === 0) swapCodes(month, change)
  if (day === 10) items.delete('B0BOOT0004')
  if (day === 16) list(items, { asin: 'B0BOOT0004', color: 'Brown', images: [picture('MAIN', '710004main')] })
}

/** The codes of two styles were mixed up: both matches were wrong, and are corrected. */
function swapCodes(month: Month, change: (asin: string, facts: Partial<CatalogueItem>) => void): void {
  const bearers = [...month.items.values()].filter(({ upc }) => upc !== null)
  const [one, other] = [pick(month, bearers), pick(month, bearers)]
  const codeOf = ({ upc, identifiers }: CatalogueItem) => ({ upc, identifiers })
  change(one.asin, codeOf(other))
  change(other.asin, codeOf(one))
}

const FIELDS = ['label', 'attributes.amazon_title', 'attributes.amazon_color']

/** A colleague gives one of our products a value, and another one a picture of a campaign. */
export async function dayInTheAccount(month: Month, day: number): Promise<void> {
  const ours = month.target.snapshot().products.filter(({ sku }) => sku.startsWith('AMZN-'))
  if (ours.length === 0) return
  const edited = pick(month, ours)
  const path = pick(month, FIELDS)
  const value = `by hand on day ${day}`
  await write(month, edited, { [path]: value })
  month.byHand.set(`${edited.sku} ${path}`, { sku: edited.sku, path, value })
  if (day % 8 !== 0) return
  const decorated = pick(month, ours)
  const gallery = (decorated.attributes.amazon_images ?? []) as string[]
  if (!gallery.includes('campaign'))
    await write(month, decorated, { 'attributes.amazon_images': [...gallery, 'campaign'] })
}

const { signal } = new AbortController()

/** A person gives a product of ours these values. */
export async function byHand(month: Month, sku: string, fields: { [path: string]: Json }): Promise<void> {
  const product = month.target.snapshot().products.find((one) => one.sku === sku)
  if (!product) throw new Error(`There is no product ${sku}.`)
  await write(month, product, fields)
}

/** As people write: nothing of ours goes along, and their line is never broken. */
async function write(
  { target, line }: Month,
  { id, sku }: PimProduct,
  fields: { [path: string]: Json },
): Promise<void> {
  line.left = null
  const change = {
    action: 'update' as const,
    kind: 'product',
    key: sku,
    id,
    fields,
    parts: [],
    volatile: [],
    needs: {},
  }
  const { outcome } = await target.write(change, signal)
  if (outcome !== 'applied') throw new Error(`${sku} was not edited: ${outcome}`)
}

/** Every boot with the product that should show it. */
export function bootsOf({ target }: Month): { asin: string; found: PimProduct[] }[] {
  const { products } = target.snapshot()
  return boots.map(({ asin }) => ({ asin, found: products.filter(({ sku }) => sku === skuOf(asin)) }))
}

/** SKUs that a product is linked to, in order. */
export function linkedFrom({ target }: Month, sku: string, relationship: string): string[] {
  const { products } = target.snapshot()
  const skus = new Map(products.map((one) => [one.id, one.sku]))
  const ids = products.find((one) => one.sku === sku)?.links[relationship] ?? []
  return ids.map((id) => skus.get(id) ?? id).sort()
}

export const masters = STYLES.map((sku, style) => ({ sku, code: CODES[style], parent: parentOf(style) }))
