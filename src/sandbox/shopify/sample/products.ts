import type { JsonObject } from '../../../model/json.ts'
import { type Random, randomOf } from '../../catalogue/random.ts'
import { type Article, newArticle } from '../../market/article.ts'
import { marketNumbers } from '../../market/numbers.ts'

/** A product as `productSet` takes it, with what that has no place for. */
export interface SampleProduct {
  input: JsonObject
  /** Titles of collections. */
  collections: string[]
  /** It is shown in the online store. */
  published: boolean
  /** Of each variant, in their order. */
  stock: number[]
}

const OPTION_NAMES = { colour: 'Color', size: 'Size' } as const

/**
 * What a shop sells that nobody ever tidied up: seller SKUs that are missing or occur twice, drafts, archived and
 * unlisted products, products without pictures, one size under a third option. The same numbers give the same products.
 */
export function sampleProducts({ products, seed }: { products: number; seed: number }): SampleProduct[] {
  const means = { random: randomOf(seed), numbers: marketNumbers(seed) }
  return Array.from({ length: products }, (_, at) => {
    const article = newArticle(means)
    return sampleProduct(article, means.random, at)
  })
}

function sampleProduct(article: Article, random: Random, at: number): SampleProduct {
  const { line, brand, name, sentences, axes, variants } = article
  return {
    input: {
      title: name,
      descriptionHtml: `<p>${sentences.map(escaped).join(' ')}</p>`,
      productType: line.path.at(-1) ?? '',
      status: random.chance(0.85) ? 'ACTIVE' : random.pick(['DRAFT', 'ARCHIVED', 'UNLISTED']),
      tags: [...new Set([line.name, ...(random.chance(0.3) ? ['sale'] : []), ...(random.chance(0.2) ? ['new'] : [])])],
      ...(brand !== null && { vendor: brand }),
      ...(random.chance(0.4) && { seo: { title: name.slice(0, 60), description: sentences[0] ?? '' } }),
      files: pictures(article, random),
      metafields: metafieldsOf(article, random),
      productOptions: axes.length === 0 ? [ONLY] : axes.map(({ kind, values }) => optionOf(OPTION_NAMES[kind], values)),
      variants: variants.map((_, place) => variantOf(article, place, { random, at })),
    },
    collections: random.chance(0.8) ? [line.path[0] ?? line.name] : [],
    published: random.chance(0.7),
    stock: variants.map(({ stock }) => stock),
  }
}

/** What a product without options has all the same. */
const ONLY: JsonObject = { name: 'Title', values: [{ name: 'Default Title' }] }

function optionOf(name: string, values: readonly string[]): JsonObject {
  return { name, values: values.map((value) => ({ name: value })) }
}

interface Habits {
  random: Random
  at: number
}

function variantOf({ axes, variants, sku }: Article, place: number, { random, at }: Habits): JsonObject {
  const { picks, price, weight, code, sku: ownSku } = variants[place] as Article['variants'][number]
  const sale = random.chance(0.2)
  return {
    optionValues:
      axes.length === 0
        ? [{ optionName: 'Title', name: 'Default Title' }]
        : axes.map(({ kind, values }, axis) => ({
            optionName: OPTION_NAMES[kind],
            name: values[picks[axis] ?? 0] ?? '',
          })),
    // One in forty has none, and one in fifty products gives all of its variants the same one.
    ...(at % 50 === 7 ? { sku } : random.chance(0.025) ? {} : { sku: ownSku }),
    ...(code !== null && { barcode: code }),
    price: (sale ? price * 0.9 : price).toFixed(2),
    ...(sale && { compareAtPrice: price.toFixed(2) }),
    taxable: true,
    inventoryItem: { tracked: true, measurement: { weight: { value: weight, unit: 'GRAMS' } } },
  }
}

function pictures({ sku, name }: Article, random: Random): JsonObject[] {
  const count = random.chance(0.05) ? 0 : random.integer(1, 4)
  return Array.from({ length: count }, (_, at) => ({
    originalSource: `https://images.sandbox.example/${sku.toLowerCase()}-${at + 1}.jpg`,
    alt: at === 0 ? name : '',
    contentType: 'IMAGE',
  }))
}

function metafieldsOf({ line, axes }: Article, random: Random): JsonObject[] {
  const custom = (key: string, type: string, value: string) => ({ namespace: 'custom', key, type, value })
  return [
    custom('origin', 'single_line_text_field', 'Indonesia'),
    ...(random.chance(0.5) ? [custom('care', 'multi_line_text_field', `${line.name}\nCuci dengan air dingin.`)] : []),
    ...(random.chance(0.4) ? [custom('rating', 'number_decimal', random.pick(['4.5', '3.75', '5.0']))] : []),
    ...(axes.length > 0
      ? [custom('axes', 'list.single_line_text_field', JSON.stringify(axes.map(({ kind }) => kind)))]
      : []),
  ]
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
