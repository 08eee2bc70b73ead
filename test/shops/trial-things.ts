import type { Thing } from './things.ts'

/** How a thing is, and how it is later: one kind of change each. */
type Change = (n: number) => [before: Thing, after: Thing]

const sized = (n: number, names: readonly string[], more: Partial<Thing> = {}): Thing => ({
  ...{ n, title: `Boot ${n}`, tags: ['felt'], pictures: [`boot${n}a`, 'shared'] },
  sizes: names.map((size, place) => ({ n: 1000 * n + place, size, sku: `BOOT-${n}-${size}`, price: '20.00' })),
  ...more,
})

const single = (n: number, more: Partial<Thing> = {}): Thing => ({
  ...{ n, title: `Hat ${n}`, tags: ['felt'], pictures: [`hat${n}a`, `hat${n}b`], sku: `HAT-${n}`, price: '10.00' },
  ...more,
})

const withSizes = (thing: Thing, change: (size: NonNullable<Thing['sizes']>[number]) => object): Thing => ({
  ...thing,
  sizes: (thing.sizes ?? []).map((size) => ({ ...size, ...change(size) })),
})

const CHANGES: { [name: string]: Change } = {
  'words and tags': (n) => [single(n), single(n, { title: `Hat ${n}, new`, text: 'Warm.', tags: ['felt', 'new'] })],
  'a price, a sale and stock': (n) => [
    single(n, { model: `M${n}` }),
    single(n, { price: '11.00', sale: '9.00', stock: 3, weight: 800, model: `N${n}`, finish: 'matt' }),
  ],
  'pictures added, removed and in another order': (n) => [
    single(n, { pictures: [`p${n}a`, `p${n}b`, `p${n}c`] }),
    single(n, { pictures: [`p${n}c`, `p${n}d`, `p${n}a`, 'shared'] }),
  ],
  'prices of variants': (n) => [
    sized(n, ['S', 'M']),
    withSizes(sized(n, ['S', 'M']), ({ size }) => (size === 'M' ? { price: '21.00', stock: 1, finish: 'matt' } : {})),
  ],
  'a variant added': (n) => [sized(n, ['S', 'M']), sized(n, ['S', 'M', 'L'], { title: `Boot ${n}, new` })],
  'a variant removed': (n) => [sized(n, ['S', 'M', 'L']), sized(n, ['S', 'M'])],
  'a variant moved': (n) => [sized(n, ['S', 'M', 'L']), sized(n, ['S', 'M'])],
  'a further option': (n) => [
    sized(n, ['S', 'M']),
    withSizes(sized(n, ['S', 'M']), ({ size }) => ({ color: size === 'S' ? 'Red' : 'Blue' })),
  ],
  'other values of an option': (n) => [
    sized(n, ['S', 'M']),
    withSizes(sized(n, ['S', 'M']), ({ size }) => ({ size: `${size} wide` })),
  ],
  'nothing at all': (n) => [single(n), single(n)],
}

/** What the one before has lost, as a product of its own. */
const moved = (n: number): Thing => {
  const { sizes = [], ...boot } = sized(n, ['S', 'M', 'L'])
  return { ...boot, n: FIRST_MOVED + n, title: `Boot ${n}, large`, sizes: sizes.filter(({ size }) => size === 'L') }
}

const KINDS = Object.values(CHANGES)
const LOSING = Object.keys(CHANGES).indexOf('a variant moved')
const FIRST_NEW = 500
const FIRST_MOVED = 300

function pairs(size: number): [Thing, Thing][] {
  return Array.from({ length: size }, (_, round) =>
    KINDS.map((change, place) => change(1 + round * KINDS.length + place)),
  ).flat()
}

/** `size` of each kind of change. */
export const sooner = (size: number): Thing[] => pairs(size).map(([before]) => before)

/** The same as they are later, and as many new ones, some of which get what was part of others. */
export function later(size: number): Thing[] {
  const made = Array.from({ length: size }, (_, round) => FIRST_NEW + 2 * round)
  const more = made.flatMap((n) => [single(n), sized(n + 1, ['S', 'M'], { pictures: [`boot${n}x`, 'shared'] })])
  const apart = Array.from({ length: size }, (_, round) => moved(1 + round * KINDS.length + LOSING))
  return [...pairs(size).map(([, after]) => after), ...apart, ...more]
}
