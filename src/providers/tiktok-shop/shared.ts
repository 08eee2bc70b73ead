/** More are not remembered: what is not common is not shared. */
const MOST = 5000
/** Characters; longer values are seldom the same. */
const LONGEST = 400

/** One value for equal ones: prices, options and sizes are the same in most products of a shop, and there may be a great many. */
export class Shared {
  readonly #known = new Map<string, unknown>()

  /** The same value, or one that is equal and known already; nobody changes it afterwards. */
  take<T>(value: T): T {
    if (value === null || (typeof value !== 'object' && typeof value !== 'string')) return value
    const text = JSON.stringify(value)
    if (text.length > LONGEST) return value
    const known = this.#known.get(text)
    if (known !== undefined) return known as T
    if (this.#known.size < MOST) this.#known.set(text, value)
    return value
  }
}
