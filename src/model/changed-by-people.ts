import type { Blocked, Conflict, Drift, Plan } from './plan.ts'

/** What people changed of what this program manages in the target. */
export interface PeopleChanges {
  /** Values of which the source still says what was last written. */
  drift: Drift[]
  /** Values that the source has changed as well. */
  conflicts: Conflict[]
  /** Resources of ours that somebody deleted. */
  deleted: Blocked[]
  /** Resources of ours that somebody gave another key. */
  renamed: Blocked[]
  /** Definitions that resources of ours carried, and that somebody renamed or deleted. */
  definitions: Blocked[]
}

type Lists = Pick<Plan, 'drift' | 'conflicts' | 'overwrites' | 'blocked'>

/**
 * The one answer to what people changed, whether the plan spares or overwrites it. What an override decides, and what nobody
 * knows to be ours, is none of it.
 */
export function changedByPeople({ drift, conflicts, overwrites, blocked }: Lists): PeopleChanges {
  const replaced = new Set(overwrites.filter(({ reason }) => reason === 'drift').map(placeOf))
  return {
    drift: drift.filter((entry) => entry.decision === 'spared' || replaced.has(placeOf(entry))),
    conflicts: conflicts.filter(({ kind }) => kind === 'both-moved'),
    deleted: blocked.filter(({ code }) => code === 'deleted'),
    renamed: blocked.filter(({ code, renamed_to }) => code === 'renamed' && renamed_to !== undefined),
    definitions: blocked.filter(({ code }) => code === 'definition'),
  }
}

/** How many changes they are; nothing drifted when there is none. */
export function numberOfChanges({ drift, conflicts, deleted, renamed, definitions }: PeopleChanges): number {
  return [drift, conflicts, deleted, renamed, definitions].reduce((sum, { length }) => sum + length, 0)
}

function placeOf({ address, field }: { address: string; field: string }): string {
  return `${address} ${field}`
}
