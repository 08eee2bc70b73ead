/** Where and how a mutation says that something is wrong: each has ways of its own. */
export interface Words {
  at(field: 'title' | 'handle' | 'vendor' | 'productType' | 'tags'): string[]
  /** Of the title. */
  says(what: string): string
}

/** Of `productSet`, which says most things of its input as a whole. */
export const SET_WORDS: Words = {
  at: (field) => (field === 'title' || field === 'tags' ? ['input', field] : ['input']),
  says: (what) => what,
}

/** Of `productCreate` and `productUpdate`. */
export const PLAIN_WORDS: Words = { at: (field) => [field], says: (what) => `Title ${what}` }
