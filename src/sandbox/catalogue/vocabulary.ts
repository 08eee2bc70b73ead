import type { RawClassification } from '../amazon/raw.ts'

export const BRAND = 'Prairie Boot Co'
export const US = 'ATVPDKIKX0DER'

export interface Line {
  department: string
  gender: 'men' | 'women' | 'unisex'
  /** Such as Western Boot. */
  kind: string
  productType: string
  sizes: readonly string[]
  widths: readonly Width[]
  /** The browse node, with its parents. */
  node: Readonly<RawClassification>
}

export interface Width {
  code: string
  name: string
  /** What follows the number in the size, such as ` Wide`. */
  suffix: string
}

const MEDIUM: Width = { code: 'M', name: 'medium', suffix: '' }
const WIDE: Width = { code: 'W', name: 'wide', suffix: ' Wide' }
const EXTRA_WIDE: Width = { code: 'EE', name: 'x_wide', suffix: ' X-Wide' }

const MENS = halves(7, 15)
const WOMENS = halves(5, 11)
const KIDS = ['10', '10.5', '11', '11.5', '12', '12.5', '13', '13.5', '1', '1.5', '2', '2.5', '3']

const SHOES: RawClassification = { displayName: 'Clothing, Shoes & Jewelry', classificationId: '7141123011' }
const MEN_BOOTS = node('Boots', '679307011', node('Men', '7147441011', SHOES))
const WOMEN_BOOTS = node('Boots', '679380011', node('Women', '7147440011', SHOES))
const KIDS_BOOTS = node('Boots', '3420890011', node('Boys', '7147443011', SHOES))
export const CARE_NODE = node('Shoe Care', '3421050011', node('Accessories', '7072331011', SHOES))

export const LINES: readonly Line[] = [
  mens('Western Boot', 'Western', '11721159011'),
  mens('Work Boot', 'Industrial & Construction Boots', '679308011'),
  mens('Chukka Boot', 'Chukka', '11721156011'),
  mens('Hiking Boot', 'Hiking Boots', '679316011'),
  womens('Western Boot', 'Mid-Calf', '11721150011'),
  womens('Chelsea Boot', 'Ankle & Bootie', '11721149011'),
  {
    department: 'Kids',
    gender: 'unisex',
    kind: 'Western Boot',
    productType: 'BOOT',
    sizes: KIDS,
    widths: [MEDIUM],
    node: node('Western Boots', '3420892011', KIDS_BOOTS),
  },
]

export const NAMES = [
  'Cimarron',
  'Flint Hills',
  'Mesa',
  'Red River',
  'Tallgrass',
  'Chisholm',
  'Konza',
  'Smoky Hill',
  'Ozark',
  'Llano',
  'Pecos',
  'Caprock',
]

export const COLOURS = [
  'Bomber',
  'Oiled Saddle',
  'Rust & Brown',
  'Black',
  'Distressed Tan',
  'Chocolate/Turquoise',
  'Sand',
  'Cognac',
  'Grey Roughout',
  'Navy & Bone',
]

export const BULLETS = [
  'FULL-GRAIN LEATHER: an upper of oiled full-grain leather that takes a season of hard use',
  'ALL-DAY COMFORT: a removable, washable footbed over a composite shank',
  'MADE FOR GROUND: a rubber outsole with an oil-resistant lug pattern',
  'DRY INSIDE: an air-mesh lining that moves moisture away from the foot',
  'EASY ON: pull tabs and a wide opening; true to size',
]

/** Sellers whose listings a search for the brand also returns; two of the names are near ones on purpose. */
export const OTHER_BRANDS = ['Canyon Boot Works', 'Prairie Boot', 'Western Prairie Outfitters', 'Stockyard']

function mens(kind: string, displayName: string, id: string): Line {
  const widths = [MEDIUM, WIDE, EXTRA_WIDE]
  const leaf = node(displayName, id, MEN_BOOTS)
  return { department: "Men's", gender: 'men', kind, productType: 'BOOT', sizes: MENS, widths, node: leaf }
}

function womens(kind: string, displayName: string, id: string): Line {
  const leaf = node(displayName, id, WOMEN_BOOTS)
  const widths = [MEDIUM, WIDE]
  return { department: "Women's", gender: 'women', kind, productType: 'BOOT', sizes: WOMENS, widths, node: leaf }
}

function node(displayName: string, classificationId: string, parent: RawClassification): RawClassification {
  return { displayName, classificationId, parent }
}

function halves(from: number, to: number): string[] {
  return Array.from({ length: (to - from) * 2 + 1 }, (_, i) => String(from + i / 2))
}
