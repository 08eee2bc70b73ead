import type { Call, UserError } from '../domain.ts'
import type { FoundCustomId } from '../metafields/custom-id.ts'
import { resolvedNamespace } from '../metafields/namespaces.ts'
import type { SetInput } from './args.ts'

/** Where metafields are given too, they have to hold what the product is named by. */
export function customIdErrors({ appId }: Call, { metafields }: SetInput, customId: FoundCustomId | null): UserError[] {
  if (!customId || !metafields) return []
  const holds = metafields.some(
    ({ namespace, key, value }) =>
      resolvedNamespace(namespace, appId) === customId.namespace && key === customId.key && value === customId.value,
  )
  const message = 'The metafields have to contain the value of the custom id.'
  return holds ? [] : [{ field: ['input', 'metafields'], message, code: 'METAFIELD_MISMATCH' }]
}
