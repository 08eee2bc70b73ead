import {
  type DocumentNode,
  type FieldNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isListType,
  isNonNullType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'

/** A connection that a bulk query asks for. */
export interface ConnectionUse {
  /** The field's. */
  name: string
  /** How many connections it stands in; 0 at the root. */
  depth: number
  /** It stands in a list that is no connection. */
  inList: boolean
  /** Fields that are asked of the connection itself: `edges`, and what may not be. */
  selects: string[]
  /** Its nodes are asked for their `id`, under that name. */
  selectsId: boolean
  hasNested: boolean
}

/**
 * Every connection of a document, in order of writing. Those in fragments count where the fragment is written: a bulk
 * query has little use for them.
 */
export function connectionsOf(document: DocumentNode, schema: GraphQLSchema): ConnectionUse[] {
  const found: ConnectionUse[] = []
  const open: ConnectionUse[] = []
  const lists: FieldNode[] = []
  const info = new TypeInfo(schema)
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: {
        enter(field) {
          const type = info.getType()
          if (isConnection(field, type)) {
            const use = useOf(field, open, lists.length > 0)
            for (const parent of open.slice(-1)) parent.hasNested = true
            found.push(use)
            open.push(use)
          } else if (isList(type) && field.name.value !== 'edges' && field.name.value !== 'nodes') lists.push(field)
        },
        leave(field) {
          if (isConnection(field, info.getType())) open.pop()
          if (lists.at(-1) === field) lists.pop()
        },
      },
    }),
  )
  return found
}

function useOf(field: FieldNode, open: ConnectionUse[], inList: boolean): ConnectionUse {
  const selects = fieldsOf(field).map(({ name }) => name.value)
  const nodes = fieldsOf(field)
    .filter(({ name }) => name.value === 'edges')
    .flatMap(fieldsOf)
    .filter(({ name }) => name.value === 'node')
  const selectsId = nodes.flatMap(fieldsOf).some(({ name, alias }) => name.value === 'id' && alias === undefined)
  return { name: field.name.value, depth: open.length, inList, selects, selectsId, hasNested: false }
}

function fieldsOf({ selectionSet }: FieldNode): FieldNode[] {
  return (selectionSet?.selections ?? []).filter((one) => one.kind === 'Field')
}

/** By the type that it has; one that the schema does not know, by what is asked of it. */
function isConnection(field: FieldNode, type: GraphQLOutputType | null | undefined): boolean {
  if (type) return getNamedType(type).name.endsWith('Connection')
  return fieldsOf(field).some(({ name }) => name.value === 'edges' || name.value === 'nodes')
}

function isList(type: GraphQLOutputType | null | undefined): boolean {
  if (!type) return false
  return isListType(isNonNullType(type) ? type.ofType : type)
}
