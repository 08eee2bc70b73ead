import type { RawAttributeValue, RawCatalogItem, RawRelationship, RawSummary } from '../amazon/raw.ts'
import type { Identifier } from './identifiers.ts'
import type { Shot } from './images.ts'
import type { Random } from './random.ts'
import { BULLETS, type Line, US, type Width } from './vocabulary.ts'

/** What there is to say about one listing, before the service leaves some of it out. */
export interface Facts {
  asin: string
  brand: string
  title: string
  line: Line
  /** The marketing name, such as Cimarron. */
  name: string
  parent: boolean
  model?: string | undefined
  part?: string | undefined
  colour?: string
  size?: string
  width?: Width
  identifiers: Identifier[]
  shots: readonly Shot[]
  relationship?: RawRelationship
}

/** Builds the raw item; some fields are missing or sit in only one of the two places, as on the real service. */
export function rawItem(facts: Facts, random: Random): RawCatalogItem {
  return {
    asin: facts.asin,
    attributes: attributes(facts, random),
    classifications: [{ marketplaceId: US, classifications: [facts.line.node] }],
    dimensions: [{ marketplaceId: US, package: { weight: { unit: 'pounds', value: weight(random) } } }],
    identifiers: [{ marketplaceId: US, identifiers: facts.identifiers }],
    images: [{ marketplaceId: US, images: facts.shots.flat() }],
    productTypes: [{ marketplaceId: US, productType: facts.line.productType }],
    relationships: [{ marketplaceId: US, relationships: facts.relationship ? [facts.relationship] : [] }],
    salesRanks: [ranks(facts, random)],
    summaries: [summary(facts, random)],
  }
}

/** The service converts units, which leaves long fractions. */
function weight(random: Random): number {
  return Math.round((2.5 + random.next() * 3) * 0.453_592_37 * 1e10) / 1e10
}

function ranks(facts: Facts, random: Random) {
  const title = facts.line.node.displayName
  const { classificationId } = facts.line.node
  const rank = random.integer(1, 90_000)
  const classificationRanks = facts.parent ? [] : [{ classificationId, title, rank }]
  return { marketplaceId: US, classificationRanks, displayGroupRanks: [] }
}

function summary(facts: Facts, random: Random): RawSummary {
  const { displayName, classificationId } = facts.line.node
  return {
    marketplaceId: US,
    adultProduct: false,
    autographed: false,
    ...(random.chance(0.98) && { brand: facts.brand }),
    browseClassification: { displayName, classificationId },
    ...(facts.colour && { color: facts.colour }),
    itemClassification: facts.parent ? 'VARIATION_PARENT' : 'BASE_PRODUCT',
    itemName: facts.title,
    manufacturer: facts.brand,
    memorabilia: false,
    ...(facts.model && { modelNumber: facts.model }),
    ...(random.chance(0.8) && { packageQuantity: 1 }),
    ...(facts.part && { partNumber: facts.part }),
    ...(facts.size && { size: facts.size }),
    style: facts.name,
    tradeInEligible: false,
    websiteDisplayGroup: 'shoes_display_on_website',
    websiteDisplayGroupName: 'Shoes',
  }
}

function attributes(facts: Facts, random: Random): { [name: string]: RawAttributeValue[] } {
  const { size, width, line } = facts
  const externals = facts.identifiers.filter(({ identifierType }) => identifierType !== 'SKU')
  return {
    brand: text(facts.brand),
    item_name: text(facts.title),
    department: text(line.department),
    bullet_point: BULLETS.slice(0, random.integer(3, 5)).flatMap(text),
    style: text(facts.name),
    ...(facts.model && random.chance(0.95) && { model_number: plain(facts.model) }),
    ...(facts.part && random.chance(0.9) && { part_number: plain(facts.part) }),
    ...(facts.colour && { color: text(facts.colour) }),
    ...(size && { size: plain(size) }),
    ...(size && width && { footwear_size: [{ size: footwearSize(size), width: width.name, marketplace_id: US }] }),
    ...(!facts.parent && {
      list_price: [{ currency: 'USD', value: random.integer(89, 249) + 0.95, marketplace_id: US }],
    }),
    ...(externals.length > 0 && {
      externally_assigned_product_identifier: externals.map(({ identifierType, identifier }) => ({
        type: identifierType.toLowerCase(),
        value: identifier,
        marketplace_id: US,
      })),
    }),
  }
}

function footwearSize(size: string): string {
  return `numeric_${Number.parseFloat(size)}`.replace('.', '_point_')
}

function text(value: string): RawAttributeValue[] {
  return [{ language_tag: 'en_US', value, marketplace_id: US }]
}

function plain(value: string): RawAttributeValue[] {
  return [{ value, marketplace_id: US }]
}

export function variationTheme(): NonNullable<RawRelationship['variationTheme']> {
  return { attributes: ['color', 'size'], theme: 'COLOR_NAME/SIZE_NAME' }
}
