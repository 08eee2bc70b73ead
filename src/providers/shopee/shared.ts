/** More are not remembered: what is not common is not shared. */
const MOST = 5000

/** One object for equal ones: logistics, prices and dimensions are the same in most items of a shop. */
export class Shared {
  readonly #known = new Map<string, unknown>()

  /** The same text, as one string. */
  text<T extends string | null>(text: T): T {
    return text === null ? text : (this.take([text])[0] as T)
  }

  /** The same value, or one that is equal and known already; nobody changes it afterwards. */
  take<T>(value: T): T {
    if (typeof value !== 'object' || value === null) return value
    const text = JSON.stringify(value)
    const known = this.#known.get(text)
    if (known !== undefined) return known as T
    if (this.#known.size < MOST) this.#known.set(text, value)
    return value
  }
}
