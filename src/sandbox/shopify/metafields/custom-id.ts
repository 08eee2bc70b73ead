import type { Call } from '../domain.ts'
import { apiError } from '../errors.ts'
import { resolvedNamespace } from './namespaces.ts'
import { definitionOf, uniqueOwner } from './table.ts'

/** `UniqueMetafieldValueInput`. */
export interface CustomId {
  namespace?: string | null
  key: string
  value: string
}

export interface FoundCustomId {
  namespace: string
  key: string
  value: string
  /** Who has it; null: nobody. */
  ownerId: string | null
}

/** What has a value in a metafield of type `id`. @throws where there is no such definition */
export function findCustomId(call: Call, ownerType: string, customId: CustomId): FoundCustomId {
  const { store, appId } = call
  const { key, value } = customId
  const namespace = resolvedNamespace(customId.namespace, appId)
  if (definitionOf(store, { ownerType, namespace, key })?.type !== 'id') {
    throw apiError('NOT_FOUND', "Metafield definition of type 'id' is required when using custom ids.")
  }
  return { namespace, key, value, ownerId: uniqueOwner(store, { ownerType, namespace, key, value }) }
}
