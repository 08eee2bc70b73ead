import { ProviderError, SyncError } from '../model/errors.ts'
import { type LiveResource, liveOf } from '../model/live.ts'
import type { Settings } from '../model/settings.ts'
import type { Target } from '../model/target.ts'
import { mainKind } from '../model/target-kinds.ts'
import { codesOfResource } from '../planner/match/identifiers.ts'
import { keysOf } from './shops.ts'

/**
 * The codes of the target's canonical products, padded to 14 digits, read in bulk; `null` when there are no credentials
 * to read them with. @throws ProviderError
 */
export async function readTargetGtins(
  settings: Settings,
  open: () => Promise<Target>,
  signal: AbortSignal,
): Promise<string[] | null> {
  try {
    const target = await open()
    await target.connect(signal)
    const columns = settings.target.canonical.identifiers
    const want = { paths: columns, owns: keysOf(settings).owns, explained: () => true }
    const products = liveOf(await target.read(want, signal), mainKind(target.traits).name)
    return [...new Set(products.filter(isCanonical(settings)).flatMap(formsIn(columns)))].sort()
  } catch (error) {
    if (!(error instanceof SyncError)) throw error
    if (error.code === 'credentials') return null
    throw new ProviderError(error.code, `The codes to look up cannot be read from the target. ${error.message}`, {
      hints: [...error.hints, 'To export without them, add --no-gtins or set source.amazon.lookup_gtins: false.'],
      cause: error,
    })
  }
}

function isCanonical(settings: Settings): (product: LiveResource) => boolean {
  const { owns } = keysOf(settings)
  const excluded = settings.target.canonical.exclude_sku_prefixes
  return ({ key }) => !owns(key) && !excluded.some((prefix) => key.startsWith(prefix))
}

function formsIn(columns: string[]): (product: LiveResource) => string[] {
  return (product) => codesOfResource(product, columns).flatMap(({ forms }) => forms)
}
