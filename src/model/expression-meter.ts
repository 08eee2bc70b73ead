import { VARIES } from './expression-functions.ts'

/** Characters and values together: more than any target takes in a field. */
const LARGEST = 200_000
/** Steps of an evaluation; a comparison or a call costs more, the larger what it looks at. */
const MOST_WORK = 200_000

/** Kinds of node that make a value which was not there before. */
const MAKERS = new Set([
  'MultiSelectList',
  'MultiSelectHash',
  'Function',
  'Flatten',
  'Projection',
  'ValueProjection',
  'FilterProjection',
])

/** Bounds what evaluating an expression costs, by counting what it does and weighing what it makes. */
export class Meter {
  exhausted = false
  private work = 0
  /** Parts that were weighed: a value may hold one part a thousand times. */
  private sizes = new WeakMap<object, number>()

  reset(): void {
    this.exhausted = false
    this.work = 0
    this.sizes = new WeakMap()
  }

  step(): void {
    this.spend(1)
  }

  made<T>(kind: string, value: T): T {
    if (MAKERS.has(kind)) this.accept(value)
    return value
  }

  accept(value: unknown): void {
    if (this.sizeOf(value) > LARGEST) this.exhaust('it gives more than 200,000 characters and values')
  }

  /** Before a function is called: what it looks at is work, and some make much of little. */
  call(name: string, args: unknown[]): void {
    if (name === VARIES) {
      this.spend(Array.isArray(args[0]) ? args[0].length : 1)
      return
    }
    const sizes = args.map((arg) => this.sizeOf(arg))
    this.spend(sizes.reduce((sum, size) => sum + size, 0) / 10)
    if (growth(name, args, sizes) > LARGEST) this.exhaust(`${name}() gives more than 200,000 characters and values`)
  }

  private spend(work: number): void {
    this.work += work
    if (this.work > MOST_WORK) this.exhaust('it takes more than 200,000 steps')
  }

  private exhaust(reason: string): never {
    this.exhausted = true
    throw new Error(reason)
  }

  private sizeOf(value: unknown): number {
    if (typeof value === 'string') return value.length + 1
    if (typeof value !== 'object' || value === null) return 1
    const known = this.sizes.get(value)
    if (known !== undefined) return known
    let size = 1
    for (const part of Object.values(value)) {
      size += this.sizeOf(part)
      if (size > LARGEST) break
    }
    this.sizes.set(value, size)
    return size
  }
}

/** An upper bound of what a function makes, where it is more than it was given. */
function growth(name: string, [first, second, third]: unknown[], sizes: number[]): number {
  if (name === 'pad_left' || name === 'pad_right') return Number(second)
  if (name === 'join') return (sizes[0] ?? 0) * (Array.isArray(second) ? second.length : 0) + (sizes[1] ?? 0)
  if (name !== 'replace') return 0
  const places = String(second) === '' ? String(first).length + 1 : String(first).split(String(second)).length - 1
  return String(first).length + places * String(third).length
}
