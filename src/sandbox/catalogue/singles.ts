import { addVariant } from './account.ts'
import { type Draft, noteTruth } from './draft.ts'
import { identifierVariants } from './identifiers.ts'
import { colourShots, shot } from './images.ts'
import { type Facts, rawItem } from './item.ts'
import { sellerTitle } from './titles.ts'
import { BRAND, CARE_NODE, COLOURS, LINES, type Line, NAMES, OTHER_BRANDS } from './vocabulary.ts'

const CARE_KINDS = ['Leather Conditioner', 'Boot Laces', 'Cedar Boot Trees', 'Waterproofing Spray']

/** Adds a listing without a family: a boot of its own, a second listing of a product, or something without a code. */
export function addSingle(draft: Draft): void {
  const draw = draft.random.next()
  if (draw < 0.25 && draft.variants.length > 0) addSecondListing(draft)
  else if (draw < 0.45) addCodeless(draft)
  else addBoot(draft)
}

function addBoot(draft: Draft): void {
  const { random } = draft
  const line = random.pick(LINES)
  const name = random.pick(NAMES)
  const colour = random.pick(COLOURS)
  const size = random.pick(line.sizes)
  const style = draft.numbers.style()
  const label = `${name} ${line.kind}, ${colour}, ${size}`
  const variant = addVariant(draft, { sku: `${style}-M-${size}`, style, label, line })
  const identifiers = identifierVariants(variant.upc, random)
  const facts = { line, name, colour, size, model: style, part: variant.sku, identifiers }
  noteTruth(draft, place(draft, { ...facts, label: `${line.department} ${label}` }), variant.canonical)
}

/** Amazon often has two ASINs for one code; both belong to the same canonical product. */
function addSecondListing(draft: Draft): void {
  const { random } = draft
  const variant = random.pick(draft.variants)
  const { line, label } = variant
  const identifiers = identifierVariants(variant.upc, random)
  const asin = place(draft, { line, name: random.pick(NAMES), label: `${label} (Gift Box)`, identifiers })
  noteTruth(draft, asin, variant.canonical)
}

function addCodeless(draft: Draft): void {
  const kind = draft.random.pick(CARE_KINDS)
  const line: Line = { ...LINES[0], kind, productType: 'SHOE_CARE', node: CARE_NODE } as Line
  noteTruth(draft, place(draft, { line, name: kind, label: `Western ${kind}`, identifiers: [] }), [])
}

type Single = Pick<Facts, 'line' | 'name' | 'identifiers'> & Partial<Facts> & { label: string }

function place(draft: Draft, { label, ...facts }: Single): string {
  const { random } = draft
  const asin = draft.numbers.asin()
  const title = sellerTitle(`${BRAND} ${label}`, random)
  draft.items.push(rawItem({ asin, brand: BRAND, title, parent: false, shots: colourShots(random), ...facts }, random))
  return asin
}

/** Adds listings of other brands that a search for the brand's words also finds. They are in nobody's truth. */
export function addNoise(draft: Draft, count: number): void {
  const { random, numbers } = draft
  for (let i = 0; i < count; i++) {
    const brand = OTHER_BRANDS[i % OTHER_BRANDS.length] ?? ''
    const line = random.pick(LINES)
    const name = random.pick(NAMES)
    const title = `${brand} ${line.department} Prairie ${name} ${line.kind}`
    const identifiers = identifierVariants(numbers.upc(), random)
    const facts = { asin: numbers.asin(), brand, title, line, name, parent: false, identifiers }
    draft.items.push(rawItem({ ...facts, shots: [shot('MAIN', random)] }, random))
  }
}
