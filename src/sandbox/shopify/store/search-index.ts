/** What a search knows of a record, by the name of its filter. */
export interface SearchDocument {
  [field: string]: readonly string[]
}

/** By `__typename`; kinds without one cannot be searched. */
export interface Documents<S> {
  [typename: string]: (record: never, store: S) => SearchDocument
}

interface Version {
  document: SearchDocument | null
  /** Milliseconds since 1970 from which it is found. */
  from: number
}

interface Timing {
  now: () => number
  /** Milliseconds until a write is found. */
  delay: () => number
}

/** What `query:` looks into: it shows a write some time after it was made. */
export class SearchIndex<S> {
  private readonly documents: Documents<S>
  private readonly store: S
  private readonly timing: Timing
  private readonly kinds = new Map<string, Map<string, Version[]>>()

  constructor(documents: Documents<S>, store: S, timing: Timing) {
    this.documents = documents
    this.store = store
    this.timing = timing
  }

  put(record: { readonly __typename: string; readonly id: string }, exists: boolean): void {
    const describe = this.documents[record.__typename]
    if (!describe) return
    const rows = this.kinds.get(record.__typename) ?? new Map<string, Version[]>()
    this.kinds.set(record.__typename, rows)
    const document = exists ? describe(record as never, this.store) : null
    const from = this.timing.now() + this.timing.delay()
    rows.set(record.id, [...visible(rows.get(record.id) ?? [], this.timing.now()), { document, from }])
  }

  /** Ids of the records that a search sees, with what it sees of them. */
  *entries(typename: string): Iterable<[id: string, document: SearchDocument]> {
    const now = this.timing.now()
    for (const [id, versions] of this.kinds.get(typename) ?? []) {
      const document = versions.findLast(({ from }) => from <= now)?.document
      if (document) yield [id, document]
    }
  }

  settle(): void {
    for (const rows of this.kinds.values()) {
      for (const [id, versions] of rows)
        rows.set(
          id,
          versions.slice(-1).map((last) => ({ ...last, from: 0 })),
        )
    }
  }
}

/** Without what a later one hides already. */
function visible(versions: readonly Version[], now: number): Version[] {
  const last = versions.findLastIndex(({ from }) => from <= now)
  return versions.slice(Math.max(0, last))
}
