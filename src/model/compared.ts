import type { Json } from './json.ts'

/** The effect of other rules on the same items and the same account. */
export interface Compared {
  /** The file or folder of the earlier rules, as it was named. */
  spec: string
  /** Ids of operations that only this plan has, and of those that only the earlier rules give. */
  added: string[]
  gone: string[]
  /** What both have, with the values that differ, by their pointers as in provenance; `null` where one has none. */
  changed: { id: string; address: string; fields: { field: string; before: Json; after: Json }[] }[]
}
