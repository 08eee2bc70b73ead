/** Columns that texts may take; the rest of them is cut. */
export interface Room {
  /** A side of a change. */
  value: number
  /** A key, the name of a field, a cell. */
  name: number
  sentence: number
}

export function roomIn({ whole }: { whole: boolean }): Room {
  if (whole)
    return { value: Number.POSITIVE_INFINITY, name: Number.POSITIVE_INFINITY, sentence: Number.POSITIVE_INFINITY }
  return { value: 160, name: 200, sentence: 2_000 }
}
