import type { FileFailure } from './file-state.ts'

/** A picture or another file. What it shows is known by its source alone. */
export interface ShopFile {
  readonly __typename: 'MediaImage' | 'GenericFile'
  readonly id: string
  alt: string | null
  /** Unique in the shop. */
  name: string
  /** Where it was fetched. No answer tells. */
  source: string
  /** Milliseconds since 1970: when the source was handed over. */
  begunAt: number
  failure: FileFailure | null
  /** Seconds since 1970: `v=` of its address, which moves with its content. */
  version: number
  readonly createdAt: string
  updatedAt: string
}

declare module '../store/records.ts' {
  interface Tables {
    MediaImage: ShopFile
    GenericFile: ShopFile
  }
}
