import type { Random } from '../catalogue/random.ts'
import type { Article } from './article.ts'
import type { Numbers } from './numbers.ts'
import type { MarketDescription, MarketImage, Platform } from './types.ts'
import { LINES } from './vocabulary.ts'

/** How a platform says what every platform says. */
export interface Dialect {
  platform: Platform
  productId(numbers: Numbers): string
  /** `null`: a listing without variations has no variant of its own. */
  variantId(numbers: Numbers, tiered: boolean): string | null
  image(random: Random): MarketImage
  locations: readonly string[]
  /** Its ids of categories count from here. */
  categories: number
  describe(article: Article): MarketDescription
}

const hex = (random: Random, digits: number): string =>
  Array.from({ length: digits }, () => random.integer(0, 15).toString(16)).join('')

const letters = (random: Random, count: number): string =>
  Array.from({ length: count }, () => random.integer(0, 35).toString(36)).join('')

const SHOPEE: Dialect = {
  platform: 'shopee',
  productId: (numbers) => numbers.item(),
  variantId: (numbers, tiered) => (tiered ? numbers.model() : null),
  image: (random) => {
    const id = random.chance(0.2) ? hex(random, 32) : `id-11134207-7r98q-l${letters(random, 12)}`
    return { id, url: `https://down-id.img.susercontent.com/file/${id}` }
  },
  locations: ['IDZ', 'IDJ'],
  categories: 100_001,
  describe: ({ name, sentences }) => ({ form: 'plain', text: [name, '', ...sentences].join('\n'), images: [] }),
}

const TIKTOK: Dialect = {
  platform: 'tiktok-shop',
  productId: (numbers) => numbers.tiktok(),
  variantId: (numbers) => numbers.tiktok(),
  image: (random) => {
    const id = `tos-alisg-i-aphluv4xwc-sg/${hex(random, 32)}`
    const host = random.pick(['p16-oec-sg', 'p19-oec-sg'])
    return {
      id,
      url: `https://${host}.ibyteimg.com/${id}~tplv-aphluv4xwc-origin-jpeg.jpeg?from=${random.integer(1, 9e8)}`,
    }
  },
  locations: ['7345678901234567801', '7345678901234567802'],
  categories: 600_001,
  describe: ({ name, sentences }) => ({
    form: 'html',
    text: `<p><strong>${escaped(name)}</strong></p>\n<ul>${sentences.map((text) => `<li>${escaped(text)}</li>`).join('')}</ul>`,
    images: [],
  }),
}

export const DIALECTS: { readonly [platform in Platform]: Dialect } = { shopee: SHOPEE, 'tiktok-shop': TIKTOK }

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

const PATHS = [...new Set(LINES.flatMap(({ path }) => path.map((_, depth) => path.slice(0, depth + 1).join(' > '))))]

/** Root to leaf, with the platform's own ids. */
export function categoryOf({ line }: Article, { categories }: Dialect): { id: string; name: string }[] {
  return line.path.map((name, depth) => ({
    id: String(categories + PATHS.indexOf(line.path.slice(0, depth + 1).join(' > '))),
    name,
  }))
}
