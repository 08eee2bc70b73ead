import { realpathSync } from 'node:fs'
import { relative, sep } from 'node:path'
import { findPlace } from '../state/output-place.ts'
import { explained, refusal } from '../state/output-refusal.ts'

interface Own {
  root: string
  /** What is kept for the account. */
  folder: string
}

/** What the flags of a command write, and the first part of the error's code; `out` writes what its command makes. */
const OUTPUTS = { out: null, report: 'report', events: 'events', 'write-overrides': 'overrides' }
const OVERRIDES = /^specs\/overrides\/[^/]+\.ya?ml$/

/**
 * Refuses output files where the workspace keeps its own, be there one or not: later commands would read them as
 * something else. @throws ConfigError
 */
export function refuseOwnPlaces(command: string, flags: object, own: Own): void {
  const given = flags as { [flag: string]: unknown }
  for (const [flag, written] of Object.entries(OUTPUTS)) {
    const path = given[flag]
    if (typeof path !== 'string') continue
    const name = written ?? command
    const kind = { code: `${name}-unwritable`, name }
    const what = explained(path, kind, () => ownPlace(path, own))
    if (what === null || (name === 'overrides' && what.overrides)) continue
    throw refusal(path, kind, {
      reason: `${what.place} is a place of the workspace's own (${what.holds})`,
      hint: 'Later commands would take it for that: name another file, such as one beside sync.yaml.',
    })
  }
}

/** What the workspace keeps at a place, or in the folder that it is to become; `null` when it is nothing. */
function ownPlace(path: string, { root, folder }: Own): { place: string; holds: string; overrides: boolean } | null {
  const found = findPlace(path)
  if (found.type !== 'file') return null
  const place = relative(realpathSync(root), found.path).replaceAll(sep, '/')
  const state = relative(root, folder).replaceAll(sep, '/')
  const holds = holdings(place, state)
  return holds === null ? null : { place, holds, overrides: OVERRIDES.test(place) }
}

function holdings(place: string, state: string): string | null {
  const isIn = (folder: string): boolean => place === folder || place.startsWith(`${folder}/`)
  if (place === '.env') return 'credentials'
  if (place === 'sync.yaml') return 'what to reconcile'
  if (isIn('specs')) return 'what people decide'
  if (isIn(state) || state.startsWith(`${place}/`)) return 'what the program remembers'
  return null
}
