import { type DocumentNode, GraphQLError, type GraphQLSchema, specifiedRules, validate } from 'graphql'

/** Codes of the commonest rules; the rest are the rule's own name. */
const CODES: { [rule: string]: string } = {
  FieldsOnCorrectTypeRule: 'undefinedField',
  KnownArgumentNamesRule: 'argumentNotAccepted',
  ProvidedRequiredArgumentsRule: 'missingRequiredArguments',
  ScalarLeafsRule: 'selectionMismatch',
  NoUnusedVariablesRule: 'variableNotUsed',
  NoUndefinedVariablesRule: 'variableNotDefined',
  VariablesInAllowedPositionRule: 'variableMismatch',
  ValuesOfCorrectTypeRule: 'argumentLiteralsIncompatible',
  KnownTypeNamesRule: 'undefinedType',
  KnownDirectivesRule: 'undefinedDirective',
  KnownFragmentNamesRule: 'useAndDefineFragment',
  NoUnusedFragmentsRule: 'useAndDefineFragment',
  OverlappingFieldsCanBeMergedRule: 'fieldConflict',
}

/** What is wrong with a document, each with the code of its rule. Rule by rule, since an error does not name its own. */
export function validationErrors(schema: GraphQLSchema, document: DocumentNode): GraphQLError[] {
  if (validate(schema, document).length === 0) return []
  return specifiedRules.flatMap((rule) =>
    validate(schema, document, [rule]).map(
      (error) =>
        new GraphQLError(error.message, { nodes: error.nodes ?? null, extensions: { code: codeOf(rule.name) } }),
    ),
  )
}

function codeOf(rule: string): string {
  const name = rule.replace(/Rule$/, '')
  return CODES[rule] ?? `${name.charAt(0).toLowerCase()}${name.slice(1)}`
}
