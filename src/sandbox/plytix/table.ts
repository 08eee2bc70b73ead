/** What the tables of one account share. */
export interface Shared {
  now: () => number
  /** Milliseconds until a write shows up in searches. */
  delay: () => number
  /** Writes so far, in any table: rows may be found by what other tables hold. */
  writes: number
}

interface Former<T> {
  row: T | undefined
  until: number
}

/** Records of one kind by id. Searches may see the former state of what was written lately. */
export class Table<T extends { readonly id: string }> {
  private readonly rows = new Map<string, T>()
  private readonly former = new Map<string, Former<T>[]>()
  private readonly found = new Map<string, readonly T[]>()
  private foundAt = 0
  private readonly shared: Shared

  constructor(shared: Shared) {
    this.shared = shared
  }

  get size(): number {
    return this.rows.size
  }

  get(id: string): T | undefined {
    return this.rows.get(id)
  }

  values(): Iterable<T> {
    return this.rows.values()
  }

  put(row: T): void {
    this.remember(row.id)
    this.rows.set(row.id, row)
  }

  delete(id: string): void {
    this.remember(id)
    this.rows.delete(id)
  }

  /** Nothing is hidden from searches any more. */
  settle(): void {
    this.former.clear()
  }

  /** True when searches see every write. */
  settled(): boolean {
    const now = this.shared.now()
    for (const [id, states] of this.former) {
      const left = states.filter(({ until }) => until > now)
      if (left.length > 0) this.former.set(id, left)
      else this.former.delete(id)
    }
    return this.former.size === 0
  }

  /** Rows as searches see them. A selection is worked out once per key until something is written, so paging is cheap. */
  find(key: string, select: (rows: readonly T[]) => readonly T[]): readonly T[] {
    const hidden = !this.settled()
    if (this.foundAt !== this.shared.writes || this.found.size >= 16) this.found.clear()
    this.foundAt = this.shared.writes
    const known = hidden ? undefined : this.found.get(key)
    if (known) return known
    const rows = select(hidden ? this.lagging() : [...this.rows.values()])
    if (!hidden) this.found.set(key, rows)
    return rows
  }

  private lagging(): T[] {
    const rows: T[] = []
    for (const [id, row] of this.rows) {
      const states = this.former.get(id)
      const seen = states ? states[0]?.row : row
      if (seen) rows.push(seen)
    }
    for (const [id, states] of this.former) {
      const seen = states[0]?.row
      if (seen && !this.rows.has(id)) rows.push(seen)
    }
    return rows
  }

  private remember(id: string): void {
    this.shared.writes += 1
    const delay = this.shared.delay()
    if (delay <= 0) return
    const states = this.former.get(id) ?? []
    states.push({ row: this.rows.get(id), until: this.shared.now() + delay })
    this.former.set(id, states)
  }
}
