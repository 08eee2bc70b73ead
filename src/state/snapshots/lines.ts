import type { LiveResource, LiveState } from '../../model/live.ts'
import type { SnapshotHeader } from './header.ts'

/** One resource a line. */
export function* recordLines({ resources }: LiveState): Generator<string> {
  for (const list of Object.values(resources)) for (const live of list) yield `${JSON.stringify(live)}\n`
}

export function emptyLive({ read_at, complete, missing, basis }: SnapshotHeader): LiveState {
  return { read_at, complete, missing, resources: {}, ...(basis === undefined ? {} : { basis }) }
}

/** Adds the resource in a line; false when it is none. */
export function takeLine({ resources }: LiveState, line: string): boolean {
  const live = parse(line)
  if (live === null) return false
  if (!Object.hasOwn(resources, live.kind)) resources[live.kind] = []
  resources[live.kind]?.push(live)
  return true
}

function parse(line: string): LiveResource | null {
  try {
    const value = JSON.parse(line)
    return isResource(value) ? value : null
  } catch {
    return null
  }
}

function isResource(value: unknown): value is LiveResource {
  if (typeof value !== 'object' || value === null) return false
  const { kind, key, id, fields } = value as { [name in keyof LiveResource]?: unknown }
  const named = [kind, key, id].every((text) => typeof text === 'string')
  return named && typeof fields === 'object' && fields !== null
}
