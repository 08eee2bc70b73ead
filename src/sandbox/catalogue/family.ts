import { addStyle, addVariant } from './account.ts'
import { anotherStyle, type Colourway, type Draft, type Family, noteTruth, type Variant } from './draft.ts'
import { identifierVariants } from './identifiers.ts'
import { colourShots } from './images.ts'
import { type Facts, rawItem, variationTheme } from './item.ts'
import { addParent } from './parent.ts'
import { sellerTitle } from './titles.ts'
import { BRAND, COLOURS, LINES, NAMES, type Width } from './vocabulary.ts'

interface Child {
  family: Family
  cell: Cell
  /** From 0, in the family. */
  position: number
}

interface Cell {
  colourway: Colourway
  width: Width
  size: string
}

/** Some rules need one case every so many families, not a share of luck: small samples must show them too. */
const LYING_MODEL_EVERY = 8
const ROLLED_UP_EVERY = 5

/** Adds a parent and its children, as many as are still wanted. */
export function addFamily(draft: Draft): void {
  const room = draft.listings - draft.items.length - 1
  const family = newFamily(draft)
  const cells = grid(family, draft).slice(0, room)
  const children = cells.map((cell, i) => addChild(draft, { family, cell, position: i }))
  addParent(draft, family, children)
}

function newFamily(draft: Draft): Family {
  const { random, numbers } = draft
  const line = random.pick(LINES)
  const name = random.pick(NAMES)
  const first = random.integer(0, COLOURS.length - 1)
  const colourways = Array.from({ length: random.integer(1, 3) }, (_, i) => {
    const colour = COLOURS[(first + i) % COLOURS.length] ?? 'Black'
    return { style: numbers.style(), colour, shots: colourShots(random) }
  })
  for (const { style, colour } of colourways) addStyle(draft, style, `${name} ${line.kind}, ${colour}`)
  return { asin: numbers.asin(), position: draft.families++, line, name, colourways }
}

/** Every size in every width in every colour, but for the few that are not made. */
function grid(family: Family, { random }: Draft): Cell[] {
  const { sizes, widths } = family.line
  const from = random.integer(0, Math.floor(sizes.length / 3))
  const offered = sizes.slice(from, from + random.integer(6, 12))
  const made = widths.slice(0, random.integer(1, Math.min(2, widths.length)))
  const cells = family.colourways.flatMap((colourway) =>
    made.flatMap((width) => offered.map((size) => ({ colourway, width, size }))),
  )
  return cells.filter((_, i) => i === 0 || !random.chance(0.04))
}

function addChild(draft: Draft, child: Child): string {
  const { random, numbers } = draft
  const { family, position } = child
  const { colourway, width, size } = child.cell
  const label = `${family.name} ${family.line.kind}, ${colourway.colour}, ${size}${width.suffix}`
  const sku = `${colourway.style}-${width.code}-${size}`
  const variant = addVariant(draft, { sku, style: colourway.style, label, line: family.line })
  const asin = numbers.asin()
  const evidence = childEvidence(draft, child, variant)
  noteTruth(draft, asin, evidence.identifiers.length > 0 ? variant.canonical : [])
  if (position === 1 && family.position % ROLLED_UP_EVERY === 1) draft.rolledUp.push(asin)
  const facts = {
    asin,
    brand: BRAND,
    title: sellerTitle(`${BRAND} ${family.line.department} ${label}`, random),
    line: family.line,
    name: family.name,
    parent: false,
    ...(random.chance(0.98) && { colour: colourway.colour }),
    ...(random.chance(0.98) && { size: `${size}${width.suffix}` }),
    width,
    shots: random.chance(0.15) ? colourway.shots.slice(0, 4) : colourway.shots,
    relationship: { type: 'VARIATION', parentAsins: [family.asin], variationTheme: variationTheme() },
  }
  draft.items.push(rawItem({ ...facts, ...evidence }, random))
  return asin
}

/** The style as model number, the SKU as part number, the code in some padding: each of them missing at times. */
function childEvidence(draft: Draft, child: Child, variant: Variant): Pick<Facts, 'model' | 'part' | 'identifiers'> {
  const { random } = draft
  const lie = lyingModel(draft, child)
  const identifiers = lie === undefined && random.chance(0.04) ? [] : identifierVariants(variant.upc, random)
  if (identifiers.length > 0 && random.chance(0.3)) identifiers.push({ identifierType: 'SKU', identifier: variant.sku })
  const model = lie ?? (random.chance(0.9) ? variant.style : undefined)
  const part = lie !== undefined || random.chance(0.8) ? variant.sku : undefined
  return { model, part, identifiers }
}

/** Now and then a child names a style that its code and part number contradict. */
function lyingModel(draft: Draft, { family, position }: Child): string | undefined {
  if (position !== 2 || family.position % LYING_MODEL_EVERY !== 1) return undefined
  const styles = family.colourways.map(({ style }) => style)
  return anotherStyle(draft, styles)
}
