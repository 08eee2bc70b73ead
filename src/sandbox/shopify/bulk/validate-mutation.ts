import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql'

/** One of `userErrors` of `bulkOperationRunMutation`. */
export interface BulkMutationProblem {
  field: string[] | null
  message: string
  code: string | null
}

/** Of what this simulator has, the mutations that may be run in bulk: contract, §13. */
const ALLOWED: readonly string[] = [
  ...['productCreate', 'productSet', 'productUpdate', 'productDelete', 'metafieldsSet', 'metafieldsDelete'],
  ...['productVariantsBulkCreate', 'productVariantsBulkUpdate', 'productVariantsBulkDelete'],
  ...['collectionCreate', 'collectionUpdate', 'publishablePublish', 'publishableUnpublish', 'fileUpdate', 'fileDelete'],
]

/** What the service has against a mutation before it looks at the file; texts as recorded. */
export function bulkMutationProblems(text: string, schema: GraphQLSchema): BulkMutationProblem[] {
  const document = parsed(text)
  if (document instanceof GraphQLError) return [invalid(`Failed to parse the mutation - ${document.message}`)]
  const [operation] = document.definitions.filter((one) => one.kind === 'OperationDefinition')
  if (operation?.operation !== 'mutation') return [invalid('The mutation must be a mutation operation.')]
  const roots = operation.selectionSet.selections.map((one) => (one.kind === 'Field' ? one.name.value : ''))
  if (roots.length > 1) return [invalid('You can only use one mutation in a bulk operation.')]
  if (!ALLOWED.includes(roots[0] ?? '')) {
    return [{ field: ['mutation'], message: 'You must use an allowed mutation name.', code: null }]
  }
  return validate(schema, document).map(({ message }) => invalid(message))
}

function parsed(text: string): DocumentNode | GraphQLError {
  try {
    return parse(text)
  } catch (error) {
    if (error instanceof GraphQLError) return error
    throw error
  }
}

function invalid(message: string): BulkMutationProblem {
  return { field: null, message, code: 'INVALID_MUTATION' }
}

export const NO_SUCH_FILE: BulkMutationProblem = {
  field: null,
  message:
    "The JSONL file could not be found. Try uploading the file again, and check that you've entered the URL correctly for the stagedUploadPath mutation argument.",
  code: 'NO_SUCH_FILE',
}
