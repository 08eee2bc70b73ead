import { realpathSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import type { Providers } from '../model/provider.ts'
import type { Workspace } from '../model/settings.ts'
import { findPlace } from '../state/output-place.ts'
import { explained, refusal } from '../state/output-refusal.ts'

interface Own {
  root: string
  /** What is kept for the account. */
  folder: string
  /** What providers read and keep, absolute or as it lies in the workspace. */
  places: string[]
}

/** Files and folders that belong to what is reconciled. */
export function placesOf({ settings }: Pick<Workspace, 'settings'>, providers: Providers): string[] {
  const { sources, target } = settings
  const read = sources.flatMap((source) => providers.get(source.provider)?.source?.places?.(source) ?? [])
  return [...read, ...(providers.get(target.provider)?.target?.places?.(target) ?? [])]
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
function ownPlace(
  path: string,
  { root, folder, places }: Own,
): { place: string; holds: string; overrides: boolean } | null {
  const found = findPlace(path)
  if (found.type !== 'file') return null
  const within = (one: string): string => relative(root, resolve(root, one)).replaceAll(sep, '/')
  const place = relative(realpathSync(root), found.path).replaceAll(sep, '/')
  const holds = holdings(place, within(folder)) ?? reconciled(place, places.map(within))
  return holds === null ? null : { place, holds, overrides: OVERRIDES.test(place) }
}

const liesIn = (place: string, folder: string): boolean => place === folder || place.startsWith(`${folder}/`)

/** A file in the place of a folder would be in the way of it as well. */
function reconciled(place: string, places: string[]): string | null {
  return places.some((one) => liesIn(place, one) || liesIn(one, place)) ? 'what is reconciled' : null
}

function holdings(place: string, state: string): string | null {
  const isIn = (folder: string): boolean => liesIn(place, folder)
  if (place === '.env') return 'credentials'
  if (place === 'sync.yaml') return 'what to reconcile'
  if (isIn('specs')) return 'what people decide'
  if (isIn(state) || state.startsWith(`${place}/`)) return 'what the program remembers'
  return null
}
