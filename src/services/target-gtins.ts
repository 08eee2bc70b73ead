import { ProviderError, SyncError } from '../model/errors.ts'
import { type LiveResource, liveOf } from '../model/live.ts'
import type { Workspace } from '../model/settings.ts'
import type { Target } from '../model/target.ts'
import { mainKind } from '../model/target-kinds.ts'
import { codesOfResource } from '../planner/match/identifiers.ts'
import { type Reading, readAccount } from './read-account.ts'
import { keysOf } from './shops.ts'

type Place = Pick<Workspace, 'settings' | 'shops'>

/**
 * The codes of the target's canonical products, padded to 14 digits, read in bulk; `null` when there are no credentials
 * to read them with. @throws ProviderError
 */
export async function readTargetGtins(
  workspace: Place,
  open: () => Promise<Target>,
  reading: Reading,
): Promise<string[] | null> {
  const { settings } = workspace
  try {
    const target = await open()
    await target.connect(reading.signal)
    const columns = settings.target.canonical.identifiers
    const want = { paths: columns, owns: keysOf(workspace).owns, explained: () => true }
    const products = liveOf(await readAccount(target, want, reading), mainKind(target.traits).name)
    return [...new Set(products.filter(isCanonical(workspace)).flatMap(formsIn(columns)))].sort()
  } catch (error) {
    if (!(error instanceof SyncError)) throw error
    if (error.code === 'credentials') return null
    throw new ProviderError(error.code, `The codes to look up cannot be read from the target. ${error.message}`, {
      hints: [...error.hints, 'To export without them, add --no-gtins or set lookup_gtins: false in sync.yaml.'],
      cause: error,
    })
  }
}

function isCanonical(workspace: Place): (product: LiveResource) => boolean {
  const { owns } = keysOf(workspace)
  const excluded = workspace.settings.target.canonical.exclude_sku_prefixes
  return ({ key }) => !owns(key) && !excluded.some((prefix) => key.startsWith(prefix))
}

function formsIn(columns: string[]): (product: LiveResource) => string[] {
  return (product) => codesOfResource(product, columns).flatMap(({ forms }) => forms)
}
