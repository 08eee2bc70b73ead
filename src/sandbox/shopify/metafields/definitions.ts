import { type Connection, connectionOf, type PageArgs } from '../connection.ts'
import type { Call, Domain, Resolver, UserError } from '../domain.ts'
import type { Definition } from '../store/records.ts'
import { definitionErrors, limitErrors } from './definition-errors.ts'
import { resolvedNamespace } from './namespaces.ts'
import { addDefinition, definitionOf, metafieldsNamed, removeDefinition, removeMetafield } from './table.ts'

export interface DefinitionInput {
  name: string
  namespace?: string | null
  key: string
  type: string
  ownerType: string
  description?: string | null
  pin?: boolean | null
  validations?: { name: string; value: string }[] | null
  capabilities?: Capabilities | null
  access?: { admin?: string | null; storefront?: string | null } | null
}

interface Capabilities {
  uniqueValues?: { enabled: boolean } | null
  adminFilterable?: { enabled: boolean } | null
}

interface Identifier {
  namespace?: string | null
  key: string
  ownerType: string
}

interface DeleteArgs {
  id?: string | null
  identifier?: Identifier | null
  deleteAllAssociatedMetafields: boolean
}

type ListArgs = PageArgs & { ownerType: string; namespace?: string | null; key?: string | null }

export const DEFINITION_WRITES: { [field: string]: Resolver } = {
  metafieldDefinitionCreate: (_source, { definition }: { definition: DefinitionInput }, call) =>
    created(call, definition),
  metafieldDefinitionDelete: (_source, args: DeleteArgs, call) => deleted(call, args),
}

export const DEFINITION_VIEW: Domain['resolvers'] = {
  QueryRoot: {
    metafieldDefinition: (_source, { identifier }: { identifier?: Identifier | null }, call) =>
      identifier ? named(call, identifier) : null,
    metafieldDefinitions: (_source, args: ListArgs, call) => listed(call, args),
  },
  MetafieldDefinition: {
    type: ({ type }: Definition) => ({ name: type }),
    pinnedPosition: ({ pinned }: Definition) => (pinned ? 1 : null),
    capabilities: ({ uniqueValues, adminFilterable }: Definition) => ({
      uniqueValues: { enabled: uniqueValues, eligible: true },
      adminFilterable: {
        enabled: adminFilterable,
        eligible: true,
        status: adminFilterable ? 'FILTERABLE' : 'NOT_FILTERABLE',
      },
    }),
  },
}

function named({ store, appId }: Call, { namespace, key, ownerType }: Identifier): Definition | null {
  return definitionOf(store, { ownerType, key, namespace: resolvedNamespace(namespace, appId) })
}

function listed(call: Call, args: ListArgs): Connection<Definition> {
  const namespace = args.namespace ? resolvedNamespace(args.namespace, call.appId) : null
  const rows = [...call.store.table('MetafieldDefinition').values()].filter(
    (row) =>
      row.ownerType === args.ownerType &&
      (namespace === null || row.namespace === namespace) &&
      (!args.key || row.key === args.key),
  )
  return connectionOf(rows, { args, call })
}

function created(call: Call, input: DefinitionInput): object {
  const { store, appId } = call
  const namespace = resolvedNamespace(input.namespace, appId)
  const errors: UserError[] = definitionErrors(input, namespace)
  const taken = named(call, input) !== null
  if (taken) errors.push(inUse(input.ownerType, namespace))
  if (errors.length === 0) errors.push(...limitErrors(store, input))
  if (errors.length > 0) return { createdDefinition: null, userErrors: errors }
  const definition: Definition = {
    __typename: 'MetafieldDefinition',
    id: store.newId('MetafieldDefinition'),
    ...{ ownerType: input.ownerType, namespace, key: input.key, name: input.name, type: input.type },
    description: input.description ?? null,
    validations: input.validations ?? [],
    uniqueValues: input.type === 'id' || input.capabilities?.uniqueValues?.enabled === true,
    adminFilterable: input.capabilities?.adminFilterable?.enabled === true,
    pinned: input.pin === true,
    access: { admin: input.access?.admin ?? 'PUBLIC_READ_WRITE', storefront: input.access?.storefront ?? 'NONE' },
  }
  addDefinition(store, definition)
  return { createdDefinition: definition, userErrors: [] }
}

const OWNER_NAMES: { [type: string]: string } = {
  PRODUCT: 'Product',
  PRODUCTVARIANT: 'ProductVariant',
  COLLECTION: 'Collection',
}

function inUse(ownerType: string, namespace: string): UserError {
  const message = `Key is in use for ${OWNER_NAMES[ownerType] ?? ownerType} metafields on the '${namespace}' namespace.`
  return { field: ['definition', 'key'], message, code: 'TAKEN' }
}

function deleted(call: Call, { id, identifier, deleteAllAssociatedMetafields }: DeleteArgs): object {
  const { store } = call
  const definition = identifier ? named(call, identifier) : (store.get('MetafieldDefinition', id ?? '') ?? null)
  if (!definition) {
    const message = 'Definition not found.'
    return { deletedDefinitionId: null, userErrors: [{ field: ['id'], message, code: 'NOT_FOUND' }] }
  }
  if (definition.type === 'id' && !deleteAllAssociatedMetafields) {
    const message = 'Deleting an id type definition requires deletion of its associated metafields.'
    return { deletedDefinitionId: null, userErrors: [{ field: null, message, code: 'ID_TYPE_DELETION_ERROR' }] }
  }
  if (deleteAllAssociatedMetafields) for (const one of metafieldsNamed(store, definition)) removeMetafield(store, one)
  removeDefinition(store, definition)
  return { deletedDefinitionId: definition.id, userErrors: [] }
}
