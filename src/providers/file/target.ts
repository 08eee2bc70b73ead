import { resolve } from 'node:path'
import type { Clock } from '../../model/clock.ts'
import { ProviderError } from '../../model/errors.ts'
import type { LiveResource } from '../../model/live.ts'
import type { TargetWorkspace } from '../../model/provider.ts'
import type { CallCounts, Target } from '../../model/target.ts'
import { mainKind } from '../../model/target-kinds.ts'
import { assertFolder, type Folder } from './folder.ts'
import { folderHealth } from './folder-health.ts'
import { Gatherer } from './gatherer.ts'
import { Rewriter } from './rewrite.ts'
import { liveRow } from './row.ts'
import { readStore, type Store } from './store.ts'
import { fileTraits } from './traits.ts'
import { perform } from './write.ts'

export interface FileTargetOptions {
  workspace: TargetWorkspace
  /** Folder that the path is relative to. */
  root: string
  clock: Clock
}

/** A folder with one file of rows for each kind. */
export function createFileTarget({ workspace, root, clock }: FileTargetOptions): Target {
  const traits = fileTraits(workspace)
  const kind = mainKind(traits)
  const name = String(workspace.settings.target.options.path)
  const folder: Folder = { name, path: resolve(root, name) }
  const counts: CallCounts = { reads: 0, writes: 0, throttled: 0, retried: 0 }
  let allowed = Number.POSITIVE_INFINITY
  const count = (what: 'reads' | 'writes'): void => {
    if (allowed < 1) throw new ProviderError('budget', 'The allowance of calls is used up.')
    allowed -= 1
    counts[what] += 1
  }
  const live = ({ rows, baselines }: Store, key: string): LiveResource[] => {
    const text = rows.get(key)
    return text === undefined ? [] : [liveRow(key, { text, baseline: baselines.get(key) }, kind.groups)]
  }
  const rewriter = new Rewriter(folder)
  const gatherer = new Gatherer({
    clock,
    commit: (changes, signal) =>
      rewriter.rewrite({ clock, signal, perform: (store) => changes.map((change) => perform(store, change, kind)) }),
  })
  return {
    traits,
    async connect(signal) {
      signal.throwIfAborted()
      assertFolder(folder)
      return { account: name, windows: [] }
    },
    async read(_want, signal) {
      signal.throwIfAborted()
      count('reads')
      const read_at = new Date(clock.now()).toISOString()
      const store = await readStore(folder)
      const products = [...store.rows.keys()].flatMap((key) => live(store, key))
      return { read_at, complete: true, resources: { [kind.name]: products }, missing: [] }
    },
    async look(named, _want, signal) {
      signal.throwIfAborted()
      const keys = named.filter((one) => one.kind === kind.name).map(({ key }) => key)
      if (keys.length === 0) return []
      count('reads')
      const store = await readStore(folder)
      return [...new Set(keys)].flatMap((key) => live(store, key))
    },
    async write(change, signal) {
      signal.throwIfAborted()
      count('writes')
      return gatherer.add(change, signal)
    },
    check: (_request, signal) => folderHealth(folder, signal),
    calls: () => ({ ...counts }),
    allow(calls) {
      allowed = calls
    },
    close: () => gatherer.idle(),
  }
}
