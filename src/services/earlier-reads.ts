import { join } from 'node:path'
import type { EarlierReads } from '../model/earlier.ts'
import { SyncError } from '../model/errors.ts'
import type { Fields } from '../model/fields.ts'
import type { LiveResource, LiveState } from '../model/live.ts'
import type { State } from '../model/state.ts'
import { newestSnapshot, readSnapshot } from '../state/snapshots.ts'

/** What the snapshots and the state tell a provider of its earlier reads. */
export function earlierReads(state: State, provider: string): EarlierReads {
  return {
    async newest(account) {
      const found = await newestSnapshot(join(state.folder, 'snapshots'))
      if (!found || found.header.provider !== provider || found.header.account !== account) return null
      const { read_at, complete, basis = null } = found.header
      return { read_at, complete, basis, load: () => loadAsHeld(found.file) }
    },
    writes: (account, since) => state.memory.recent(account, since),
    finding: (account) => state.findings.find(account, provider),
    async keep(account, finding) {
      await state.findings.keep(account, provider, finding)
      return true
    },
  }
}

async function loadAsHeld(file: string): Promise<LiveState | null> {
  try {
    const { live } = await readSnapshot(file)
    const resources = Object.entries(live.resources).map(([kind, list]) => [kind, list.map(asHeld)])
    return { ...live, resources: Object.fromEntries(resources) }
  } catch (error) {
    if (error instanceof SyncError) return null
    throw error
  }
}

/** Without what is kept here and only looks as if the target held it. */
function asHeld({ held, ...live }: LiveResource): LiveResource {
  if (held === undefined) return live
  const fields: Fields = { ...live.fields }
  for (const [path, value] of Object.entries(held)) {
    if (value === null) delete fields[path]
    else fields[path] = value
  }
  return { ...live, fields }
}
