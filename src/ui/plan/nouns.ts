import { parseAddress } from '../../model/address.ts'
import { grouped } from '../../model/figures.ts'
import type { Address, Plan } from '../../model/plan.ts'

const NOUNS: { [kind: string]: [string, string] } = {
  attribute: ['attribute', 'attributes'],
  relationship: ['relationship', 'relationships'],
  family: ['family', 'families'],
  asset: ['image', 'images'],
  product: ['product', 'products'],
  link: ['pair', 'pairs'],
}

export const KNOWN_KINDS: readonly string[] = Object.keys(NOUNS)

/** One and many of a kind; those without a word of their own go by their name. */
function nounsOf(kind: string): [one: string, many: string] {
  const plain = kind.replaceAll('-', ' ')
  return NOUNS[kind] ?? [plain, `${plain}s`]
}

/** `1 image`, `2,000 images` */
export function counted(kind: string, number: number): string {
  const [one, many] = nounsOf(kind)
  return `${grouped(number)} ${number === 1 ? one : many}`
}

/** `1 product, 2 variants`; kinds of which there are none are left out. */
function countedKinds(counts: Iterable<readonly [kind: string, number: number]>): string {
  return [...counts].flatMap(([kind, number]) => (number === 0 ? [] : counted(kind, number))).join(', ')
}

/** The same of what stands at addresses. */
export function countedAt(addresses: readonly Address[]): string {
  const byKind = Map.groupBy(addresses, (address) => parseAddress(address).kind)
  return countedKinds([...byKind].map(([kind, all]) => [kind, all.length]))
}

/** What needs no write; `''` where there is nothing. */
export function unchangedIn({ unchanged, unchanged_by_kind }: Plan['summary']): string {
  const counts = Object.entries(unchanged_by_kind ?? { product: unchanged })
  return unchanged === 0 ? '' : `${countedKinds(counts)} unchanged`
}

/** `images`; what many of a kind are called. */
export function many(kind: string): string {
  return nounsOf(kind)[1]
}

export function keyOf(address: Address): string {
  return parseAddress(address).key
}

/** `/attributes/color` -> `color`; parts of a resource keep their place: `variants.S-1.price`. */
export function fieldName(pointer: string): string {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  return steps.length > 1 && steps[0] === GROUP ? steps.slice(1).join('.') : steps.join('.')
}

/** The same for a path, as baselines have them: `attributes.color`. */
export function pathName(path: string): string {
  return path.replace(`${GROUP}.`, '').replaceAll('/', '.')
}

const GROUP = 'attributes'
