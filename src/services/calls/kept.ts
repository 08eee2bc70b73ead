import type { KeptCall, SystemFigures } from '../../model/call.ts'
import { SyncError } from '../../model/errors.ts'
import { type CallPlace, callPlaces, readCalls } from '../../state/call-file.ts'
import { runFolders } from '../../state/run-folder.ts'
import { CallMeter } from './meter.ts'

/** Calls that a command made, or a run in all of its parts. */
export interface KeptCalls {
  /** The run, or the command's own id. */
  id: string
  /** `null`: the command had no run. */
  run_id: string | null
  command: string
  /** ISO 8601, UTC. */
  started_at: string
  systems: SystemFigures[]
  calls: KeptCall[]
}

const LATEST = 'latest'

/** Of what calls are kept, the oldest first. */
export function listCalls(folder: string): Omit<KeptCalls, 'calls'>[] {
  return placesIn(folder).map((place) => {
    const { calls: _, ...rest } = callsAt(place, null)
    return rest
  })
}

/**
 * @param named A run or a command by its id, or by a beginning that only one has; `latest`: the newest that asked the system.
 * @param system Key of a provider: only its calls. `null`: all. @throws SyncError
 */
export function callsOf(folder: string, named: string, system: string | null): KeptCalls {
  const places = placesIn(folder)
  if (named === LATEST) {
    const all = places.toReversed()
    const asked = all.find((place) => system === null || callsAt(place, system).calls.length > 0) ?? all[0]
    if (asked) return callsAt(asked, system)
  }
  const exact = places.filter(({ id }) => id === named)
  const found = exact.length > 0 ? exact : places.filter(({ id }) => named !== '' && id.startsWith(named))
  const [one, ...others] = found
  if (one && others.length === 0) return callsAt(one, system)
  throw one ? severalOf(named, found) : noneOf(named, places)
}

function placesIn(folder: string): CallPlace[] {
  return callPlaces(folder, runFolders(folder))
}

function callsAt({ id, run, path }: CallPlace, system: string | null): KeptCalls {
  const { headers, calls: all } = readCalls(path)
  const calls = system === null ? all : all.filter((call) => call.system === system)
  const meter = new CallMeter()
  const counting = meter.count()
  for (const call of calls) meter.hear(call)
  const { command = '', started_at = '' } = headers[0] ?? {}
  return { id, run_id: run ? id : null, command, started_at, systems: counting.figures(), calls }
}

function noneOf(named: string, places: CallPlace[]): SyncError {
  const newest = places.at(-1)
  return new SyncError('no-calls', `No calls are kept of ${named.slice(0, 60)}.`, {
    hints: [
      newest === undefined
        ? 'No command has called a system from here yet.'
        : `"sync runs calls" lists what is kept; the newest is ${newest.id}.`,
    ],
  })
}

function severalOf(named: string, found: CallPlace[]): SyncError {
  const ids = found.slice(-10).map(({ id }) => id)
  return new SyncError('no-calls', `Calls are kept of ${found.length} that begin with ${named}: ${ids.join(', ')}.`, {
    hints: ['Write more of the id.'],
  })
}
