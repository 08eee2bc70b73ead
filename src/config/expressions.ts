import { getRegisteredFunctions } from '@jmespath-community/jmespath'
import { compileExpression, type Evaluated } from '../model/expression.ts'
import type { ItemFields } from '../model/item.ts'
import { suggestion } from './words.ts'

/** An item with everything filled in: an expression that fails over it cannot work over any. */
const SAMPLE: ItemFields = {
  asin: 'B07X8Z63ZL',
  marketplace: 'US',
  item_name: 'Chukka Driving Moc',
  brand: 'Brand',
  manufacturer: 'Brand Inc.',
  model_number: 'MCA0032',
  part_number: 'MCA0032-105-W',
  style: 'Moc',
  color: 'Bomber',
  size: '10.5 Wide',
  product_type: 'SHOES',
  item_classification: 'BASE_PRODUCT',
  parent_asin: 'B077QMJFG9',
  parent_asins: ['B077QMJFG9'],
  child_asins: ['B07X8Z63ZL'],
  variation_theme: 'SIZE/COLOR',
  identifiers: [{ type: 'UPC', value: '887276302195' }],
  gtin: '00887276302195',
  ean: '0887276302195',
  upc: '887276302195',
  sku: 'MCA0032-W-10.5',
  listing_status: 'ACTIVE',
  bullet_points: ['Leather upper'],
  description: 'A moc.',
  url: 'https://www.amazon.com/dp/B07X8Z63ZL',
  images: [{ variant: 'MAIN', link: 'https://m.media-amazon.com/images/I/71a.jpg', width: 1000, height: 1000 }],
  attributes: {},
  canonical_sku: 'MCA0032-W-10.5',
}

/** What `from:` cannot do, in words that follow "from"; `null` when it works. */
export function expressionProblem(expression: string): string | null {
  const { error, exhausted } = evaluated(expression)
  if (exhausted) return `asks for too much: ${error}`
  if (error !== undefined) return inWords(error)
  const first = /^\s*([A-Za-z_]\w*)(?!\w*\s*\()/.exec(expression)?.[1]
  if (first === undefined || Object.hasOwn(SAMPLE, first) || /^\s*let\b/.test(expression)) return null
  return `names ${JSON.stringify(first)}, which catalogue items do not have${suggestion(first, Object.keys(SAMPLE))}`
}

function evaluated(expression: string): Pick<Evaluated, 'error' | 'exhausted'> {
  try {
    return compileExpression(expression)({ ...SAMPLE })
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

function inWords(message: string): string {
  const unknown = /^Unknown function: (.*)\(\)/.exec(message)?.[1]
  if (unknown !== undefined)
    return `calls the unknown function ${unknown}()${suggestion(unknown, getRegisteredFunctions())}`
  if (message.startsWith('it is longer')) return `cannot be taken: ${message}`
  if (!message.startsWith('Syntax error')) return `cannot be evaluated: ${message}`
  if (message.includes('EOF')) return 'is not valid JMESPath: it ends too early'
  return `is not valid JMESPath: ${message.replace(/^Syntax error[:,] /, '')}`
}
