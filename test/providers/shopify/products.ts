import type { JsonObject } from '../../../src/model/json.ts'

const ONLY = { name: 'Title', values: [{ name: 'Default Title' }] }
const PICTURES = 'https://images.sandbox.example'

/** A product without options, as `productSet` takes it. */
export function single(title: string, more: JsonObject = {}, variant: JsonObject = {}): JsonObject {
  const optionValues = [{ optionName: 'Title', name: 'Default Title' }]
  return { title, productOptions: [ONLY], variants: [{ optionValues, price: '10.00', ...variant }], ...more }
}

/** A product in sizes, as `productSet` takes it. */
export function inSizes(title: string, sizes: string[], more: JsonObject = {}): JsonObject {
  return {
    title,
    productOptions: [{ name: 'Size', values: sizes.map((name) => ({ name })) }],
    variants: sizes.map((name, place) => ({
      optionValues: [{ optionName: 'Size', name }],
      sku: `${title.replaceAll(' ', '-')}-${name}`,
      price: String(20 + place),
    })),
    ...more,
  }
}

export function picture(name: string): JsonObject {
  return { originalSource: `${PICTURES}/${name}.jpg`, alt: name, contentType: 'IMAGE' }
}

/** A shop of singles and of products in sizes. */
export function products(count: number): JsonObject[] {
  return Array.from({ length: count }, (_, at) => {
    const files = [picture(`boot-${at}-a`), picture(`boot-${at}-b`)]
    return at % 3 === 0
      ? single(`Sock ${at}`, { files }, { sku: `SOCK-${at}` })
      : inSizes(`Boot ${at}`, ['9', '10'], { files })
  })
}
