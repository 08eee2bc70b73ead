import type { TikTokFault } from './fault-options.ts'
import type { TikTokOperation } from './operations.ts'

/** Whether a fault is about a call; one that names no operation is about none that hands out tokens or files. */
export function matches({ operation }: TikTokFault, called: TikTokOperation): boolean {
  return operation === undefined ? called !== 'token' && called !== 'refresh' : operation === called
}
