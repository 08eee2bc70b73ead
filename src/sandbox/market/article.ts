import type { Random } from '../catalogue/random.ts'
import type { Numbers } from './numbers.ts'
import { BRANDS, COLOURS, LINES, type Line, MODELS, SENTENCES } from './vocabulary.ts'

/** A thing in one colour and size, as its maker knows it. */
export interface ArticleVariant {
  /** Which value of each axis. */
  picks: number[]
  sku: string
  /** 13 digits, `null`: its maker has none. */
  code: string | null
  /** Rupiah. */
  price: number
  stock: number
  weight: number
}

export interface Axis {
  kind: 'colour' | 'size'
  values: string[]
}

/** A product before anybody sells it anywhere. */
export interface Article {
  line: Line
  brand: string | null
  name: string
  sku: string
  axes: Axis[]
  variants: ArticleVariant[]
  sentences: string[]
}

export interface Means {
  random: Random
  numbers: Numbers
}

export function newArticle({ random, numbers }: Means, line: Line = random.pick(LINES)): Article {
  const number = String(numbers.serial()).padStart(4, '0')
  const brand = random.pick(BRANDS)
  const axes = line.axes.map((kind) => axisOf(kind, line, random))
  const sku = `${line.stem}-${number}`
  const price = random.integer(...line.price) * 1000
  const weight = random.integer(...line.weight)
  const coded = random.chance(0.4)
  const variants = combinations(axes).map((picks) => ({
    picks,
    sku: [sku, ...picks.map((pick, at) => shortened(axes[at]?.values[pick] ?? ''))].join('-'),
    code: coded ? numbers.ean() : null,
    price: price + (picks[1] ?? 0) * 5000,
    stock: random.chance(0.06) ? 0 : random.integer(1, 400),
    weight,
  }))
  const name = [brand, line.name, random.pick(MODELS), number].filter(Boolean).join(' ')
  return { line, brand, name, sku, axes, variants, sentences: [random.pick(SENTENCES), random.pick(SENTENCES)] }
}

function axisOf(kind: Axis['kind'], line: Line, random: Random): Axis {
  const all = kind === 'colour' ? COLOURS : line.sizes
  const count = random.integer(2, Math.min(4, all.length))
  const from = random.integer(0, all.length - count)
  return { kind, values: all.slice(from, from + count) }
}

/** Every way to take one value of each axis; of no axes the one empty way. */
function combinations(axes: Axis[]): number[][] {
  return axes.reduce<number[][]>(
    (ways, { values }) => ways.flatMap((way) => values.map((_, pick) => [...way, pick])),
    [[]],
  )
}

function shortened(value: string): string {
  return value
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .slice(0, 4)
    .toUpperCase()
}
