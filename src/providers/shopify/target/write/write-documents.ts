import type { JsonObject } from '../../../../model/json.ts'
import { mutation, query } from '../../document.ts'
import { productSetCost } from './write-costs.ts'

const ERRORS = 'userErrors { field message code }'
/** Scalars alone: objects within it would cost points. */
const SCALARS = 'id title handle descriptionHtml vendor productType status templateSuffix tags'

const setCost = ({ input }: JsonObject): number => Math.round(productSetCost((input ?? {}) as JsonObject))

export const CREATE_PRODUCT = mutation(
  'CreateProduct',
  setCost,
  `mutation CreateProduct($identifier: ProductSetIdentifiers!, $input: ProductSetInput!) {
  productSet(identifier: $identifier, input: $input, synchronous: true) {
    product { ${SCALARS} }
    ${ERRORS}
  }
}`,
)

/** The same for products that take longer than anybody waits for an answer. */
export const BEGIN_PRODUCT = mutation(
  'BeginProduct',
  setCost,
  `mutation BeginProduct($identifier: ProductSetIdentifiers!, $input: ProductSetInput!) {
  productSet(identifier: $identifier, input: $input, synchronous: false) {
    productSetOperation { id status }
    ${ERRORS}
  }
}`,
)

export const PRODUCT_OPERATION = query(
  'ProductOperation',
  3,
  `query ProductOperation($id: ID!) {
  productOperation(id: $id) {
    status
    product { ${SCALARS} }
    ... on ProductSetOperation { ${ERRORS} }
  }
}`,
)

export const DELETE_PRODUCT = mutation(
  'DeleteProduct',
  10,
  `mutation DeleteProduct($id: ID!) {
  productDelete(input: { id: $id }) { deletedProductId userErrors { field message } }
}`,
)

export const PRODUCT_EXISTS = query('ProductExists', 1, 'query ProductExists($id: ID!) { product(id: $id) { id } }')

/** All media of a product in their order: no product has more. */
export const PRODUCT_MEDIA = query(
  'ProductMedia',
  14,
  `query ProductMedia($id: ID!) {
  product(id: $id) { media(first: 250) { nodes { id } } }
}`,
)

export const CREATE_FILES = mutation(
  'CreateFiles',
  20,
  `mutation CreateFiles($files: [FileCreateInput!]!) {
  fileCreate(files: $files) { files { id } ${ERRORS} }
}`,
)

export const STAGE_UPLOADS = mutation(
  'StageUploads',
  11,
  `mutation StageUploads($input: [StagedUploadInput!]!) {
  stagedUploadsCreate(input: $input) {
    stagedTargets { url resourceUrl parameters { name value } }
    userErrors { field message }
  }
}`,
)

export const DELETE_FILES = mutation(
  'DeleteFiles',
  10,
  `mutation DeleteFiles($ids: [ID!]!) {
  fileDelete(fileIds: $ids) { deletedFileIds ${ERRORS} }
}`,
)

const FILE_STATE = 'id fileStatus fileErrors { code message }'

export const FILE_STATES = query(
  'FileStates',
  2,
  `query FileStates($ids: [ID!]!) {
  nodes(ids: $ids) { ... on MediaImage { ${FILE_STATE} } ... on GenericFile { ${FILE_STATE} } }
}`,
)

/** Files by words of their names: a search finds others beside them. */
export const FILES_FOUND = query(
  'FilesFound',
  35,
  `query FilesFound($query: String!, $after: String) {
  files(first: 250, query: $query, after: $after) {
    nodes { ${FILE_STATE} ... on MediaImage { image { url } } ... on GenericFile { url } }
    pageInfo { hasNextPage endCursor }
  }
}`,
)

/** A file, and whether a search finds it among those that nothing uses. */
export const FILE_USE = query(
  'FileUse',
  5,
  `query FileUse($id: ID!, $query: String!) {
  node(id: $id) { id ... on MediaImage { image { url } } }
  files(first: 1, query: $query) { nodes { id } }
}`,
)

export const CREATE_DEFINITION = mutation(
  'CreateMetafieldDefinition',
  10,
  `mutation CreateMetafieldDefinition($definition: MetafieldDefinitionInput!) {
  metafieldDefinitionCreate(definition: $definition) { createdDefinition { id } ${ERRORS} }
}`,
)

export const DEFINITION_NAMED = query(
  'MetafieldDefinitionNamed',
  2,
  `query MetafieldDefinitionNamed($ownerType: MetafieldOwnerType!, $namespace: String!, $key: String!) {
  metafieldDefinition(identifier: { ownerType: $ownerType, namespace: $namespace, key: $key }) { id type { name } }
}`,
)
