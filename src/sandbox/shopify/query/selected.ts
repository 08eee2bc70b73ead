import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql'
import type { Variables } from './variables.ts'

/** A field that was asked for, with its arguments as they were given and what is asked for in it. */
export interface Selected {
  /** Its name in the answer. */
  key: string
  /** The type that it was asked of; a fragment's, if it stands in one. */
  parent: string
  name: string
  /** Asked of whatever it is, not of one kind of it. */
  shared: boolean
  definition: GraphQLField<unknown, unknown>
  /** Without defaults. */
  args: Variables
  node: FieldNode
  /** Merged over all fragments; by type and key. */
  fields: Map<string, Selected>
}

interface Document {
  schema: GraphQLSchema
  fragments: ReadonlyMap<string, FragmentDefinitionNode>
  variables: Variables
}

/** The root fields of a valid operation. */
export function selectedIn(document: Document, operation: OperationDefinitionNode): Selected[] {
  const root = document.schema.getRootType(operation.operation)
  const fields = new Map<string, Selected>()
  if (root) collect(document, { type: root, set: operation.selectionSet }, fields)
  return [...fields.values()]
}

interface At {
  type: GraphQLNamedType
  set: SelectionSetNode
}

function collect(document: Document, { type, set }: At, into: Map<string, Selected>): void {
  for (const selection of set.selections) {
    if (!isIncluded(selection, document.variables)) continue
    if (selection.kind === 'Field') {
      addField(document, { type, node: selection }, into)
      continue
    }
    const fragment = selection.kind === 'FragmentSpread' ? document.fragments.get(selection.name.value) : selection
    if (!fragment) continue
    const on = fragment.typeCondition ? document.schema.getType(fragment.typeCondition.name.value) : type
    collect(document, { type: on ?? type, set: fragment.selectionSet }, into)
  }
}

function addField(
  document: Document,
  { type, node }: { type: GraphQLNamedType; node: FieldNode },
  into: Map<string, Selected>,
): void {
  const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined
  if (!definition) return
  const key = node.alias?.value ?? node.name.value
  const place = `${type.name}.${key}`
  const args = Object.fromEntries(
    (node.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value, document.variables)]),
  )
  const entry = into.get(place) ?? {
    key,
    parent: type.name,
    name: node.name.value,
    shared: isInterfaceType(type),
    definition,
    args,
    node,
    fields: new Map(),
  }
  into.set(place, entry)
  if (node.selectionSet) {
    collect(document, { type: getNamedType(definition.type), set: node.selectionSet }, entry.fields)
  }
}

function isIncluded({ directives = [] }: SelectionNode, variables: Variables): boolean {
  return directives.every(({ name, arguments: given = [] }) => {
    const value = given[0] && valueFromASTUntyped(given[0].value, variables)
    if (name.value === 'skip') return value !== true
    return name.value !== 'include' || value !== false
  })
}
