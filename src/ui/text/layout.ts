/** How text is laid out. */
export interface Layout {
  /** Columns; `null` for a file or a pipe, where lines are not broken. */
  width: number | null
  colour: boolean
  /** Nothing is cut. */
  whole: boolean
}

/** What a file or a pipe gets: no line of it is longer, and each side of a change is cut to fit into a line. */
const LONGEST = 1_000
const UNBROKEN = 160

export function columnsOf({ width }: Layout): number {
  return width ?? LONGEST
}

/** Columns that the longer side of a change may take. */
export function roomFor({ width, whole }: Layout, taken: number): number {
  if (whole) return Number.POSITIVE_INFINITY
  return Math.max(20, (width ?? UNBROKEN) - taken)
}
