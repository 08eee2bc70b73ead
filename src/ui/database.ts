import { count, line } from './words.ts'

interface Migrated {
  applied: string[]
  pending: string[]
}

/** One line a step, and the verdict last. */
export function renderMigrated({ applied, pending }: Migrated): string[] {
  const verdict =
    pending.length === 0
      ? `The schema is up to date: ${count(applied.length, 'step')}.`
      : `${count(pending.length, 'step')} to apply: "sync db up" does.`
  return [
    ...applied.map((name) => line(`applied  ${name}`)),
    ...pending.map((name) => line(`pending  ${name}`)),
    verdict,
  ]
}

export function renderReverted({ reverted, pending }: { reverted: string[]; pending: string[] }): string[] {
  if (reverted.length === 0) return ['Nothing was applied, so nothing is taken back.']
  return [
    ...reverted.map((name) => line(`reverted  ${name}`)),
    `${count(pending.length, 'step')} to apply: "sync db up" does.`,
  ]
}

interface FoundProduct {
  master_sku: string
  name: string
  status: string
  gtin: string | null
  variants: { variant_sku: string; gtin: string | null; price: string | null; stock: number | null }[]
}

export function renderFound({ products, total }: { products: FoundProduct[]; total: number }): string[] {
  const rest = total - products.length
  return [
    ...products.flatMap(({ master_sku, name, status, gtin, variants }) => [
      line([master_sku, status, name, ...(gtin === null ? [] : [`GTIN ${gtin}`])].join('  ')),
      ...variants.map((variant) => line(`  ${variantText(variant)}`)),
    ]),
    total === 0
      ? 'No product is like that.'
      : `${count(total, 'product')}${rest > 0 ? `, of which ${rest} are not shown: raise --limit` : ''}.`,
  ]
}

function variantText({ variant_sku, gtin, price, stock }: FoundProduct['variants'][number]): string {
  return [
    variant_sku,
    ...(gtin === null ? [] : [`GTIN ${gtin}`]),
    ...(price === null ? [] : [`price ${price}`]),
    ...(stock === null ? [] : [`stock ${stock}`]),
  ].join('  ')
}
