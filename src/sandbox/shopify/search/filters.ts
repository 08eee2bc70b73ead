/**
 * How a filter compares: `text` by words, `word` as a whole with `*` at the end, `id` by the number in an id, `time` by
 * moments. Upper and lower case never count.
 */
export type Filter = 'text' | 'word' | 'id' | 'time'

/** Filters of each kind of record, by `__typename`. */
export interface Filters {
  [typename: string]: { [field: string]: Filter }
}
