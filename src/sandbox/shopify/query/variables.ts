import {
  GraphQLError,
  type GraphQLSchema,
  isInputType,
  type OperationDefinitionNode,
  print,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql'
import { type Problem, problemsOf } from './problems.ts'

export type Variables = { [name: string]: unknown }

/** What is wrong with the variables of a call, one error for each of them. */
export function variableErrors(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Variables,
): GraphQLError[] {
  return variableDefinitions.flatMap((definition) => {
    const name = definition.variable.name.value
    const value = given[name]
    const type = typeFromAST(schema, definition.type)
    if (!isInputType(type) || (value === undefined && definition.defaultValue)) return []
    const problems = problemsOf(type, value)
    return problems.length === 0 ? [] : [invalid(definition, value, problems)]
  })
}

function invalid(definition: VariableDefinitionNode, value: unknown, problems: Problem[]): GraphQLError {
  const type = print(definition.type)
  const places = problems.map(({ path, explanation }) =>
    path.length === 0 ? '' : ` for ${path.join('.')} (${explanation})`,
  )
  const message = `Variable $${definition.variable.name.value} of type ${type} was provided invalid value${places.join(', ')}`
  const extensions = { code: 'INVALID_VARIABLE', value: value ?? null, problems }
  return new GraphQLError(message, { nodes: definition, extensions })
}
