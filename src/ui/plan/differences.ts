import type { Conflict, Drift, Operation, Plan } from '../../model/plan.ts'

/** Where account and source differ, by what becomes of it: each difference belongs to one of these alone. */
export interface Differences {
  /** Changed on both sides, and held back. */
  conflicts: Conflict[]
  /** Changed by people, and left alone. */
  drift: Drift[]
  /** Not written by this program, and left alone. */
  unadopted: Conflict[]
  /** People may refine these. */
  kept: Conflict[]
  /** The account's value stays, and counts from now on as a change that people made of what the source says. */
  settled: Conflict[]
}

export function differencesOf({ conflicts, drift, overwrites, operations, selection }: Plan): Differences {
  const written = new Set(overwrites.map(placeOf))
  const isSettled = selection.take?.side === 'target' ? settledIn(operations) : () => false
  const left = conflicts.filter((entry) => !written.has(placeOf(entry)))
  const settled = left.filter(isSettled)
  const open = left.filter((entry) => !isSettled(entry))
  const ofKind = (wanted: Conflict['kind']) => open.filter(({ kind }) => kind === wanted)
  return {
    conflicts: ofKind('both-moved'),
    drift: drift.filter(({ decision }) => decision === 'spared'),
    unadopted: ofKind('unadopted'),
    kept: ofKind('kept'),
    settled,
  }
}

export function placeOf({ address, field }: { address: string; field: string }): string {
  return `${address} ${field}`
}

/** Whose fingerprint is written without a value. */
function settledIn(operations: Operation[]): (entry: Conflict) => boolean {
  const places = new Set(
    operations.flatMap(({ address, baseline }) =>
      printedPaths(baseline?.prints).map((path) => placeOf({ address, field: stepsOf(path) })),
    ),
  )
  return ({ address, field }) => places.has(placeOf({ address, field: stepsOf(field.slice(1)) }))
}

/** Paths of values that become ours. */
export function printedPaths(prints: { [path: string]: string | null } = {}): string[] {
  return Object.entries(prints).flatMap(([path, print]) => (print === null ? [] : [path]))
}

/** Paths and pointers are written differently; both by their steps. */
function stepsOf(place: string): string {
  return place.replaceAll('~1', '/').replaceAll('~0', '~').replaceAll('/', '.')
}
