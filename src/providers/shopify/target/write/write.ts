import { texts } from '../../../../model/fields.ts'
import type { Applied, Change } from '../../../../model/target.ts'
import { GALLERY, PRODUCT } from '../names.ts'
import { createProduct } from './create-product.ts'
import { createDefinition } from './definition-write.ts'
import type { Staging } from './staging.ts'
import { updateProduct } from './update-product.ts'
import type { UploadGatherer } from './upload-gatherer.ts'
import { uploadOf } from './upload-source.ts'
import type { WriteContext } from './write-context.ts'
import { deleteFile, deleteProduct } from './write-delete.ts'
import { objectionTo } from './write-objections.ts'
import { failed, failedCall } from './write-refusal.ts'

export interface Writing extends WriteContext {
  uploads: UploadGatherer
  staging: Staging
  /** Of this write. */
  signal: AbortSignal
}

/**
 * Executes one write.
 * @throws the signal's reason when it aborts; ProviderError for what every other write would meet as well
 */
export async function applyChange(context: Writing, change: Change): Promise<Applied> {
  const { session } = context
  const bad = idsIn(change).find(([id, form]) => !form.test(id))
  if (bad !== undefined) {
    const message = `"${bad[0]}" is not the id of Shopify's that is needed here.`
    return failed(context, { code: 'invalid', message, hint: 'Plan again.' })
  }
  const objection = change.kind === PRODUCT ? objectionTo(context, change) : null
  if (objection !== null) return objection
  try {
    return await dispatch(context, change)
  } catch (error) {
    return failedCall(context, error)
  } finally {
    session.end()
  }
}

function dispatch(context: Writing, change: Change): Promise<Applied> {
  const { kind, action } = change
  const known = { ...change, id: change.id ?? '' }
  switch (`${kind}:${action}`) {
    case 'metafield-definition:create':
      return createDefinition(context, change)
    case 'file:create':
      return upload(context, change)
    case 'file:delete':
      return deleteFile(context, known)
    case 'product:create':
      return createProduct(context, change)
    case 'product:update':
      return updateProduct(context, known)
    case 'product:delete':
      return deleteProduct(context, known)
    default:
      throw new Error(`Shopify cannot ${action} a ${kind}.`)
  }
}

async function upload(context: Writing, change: Change): Promise<Applied> {
  const source = await uploadOf(context, change)
  return 'refusal' in source ? source.refusal : context.uploads.add(source, context.signal)
}

const PRODUCT_ID = /^gid:\/\/shopify\/Product\/[1-9]\d*$/
const FILE_ID = /^gid:\/\/shopify\/(?:MediaImage|GenericFile)\/[1-9]\d*$/
const MEDIA_ID = /^gid:\/\/shopify\/(?:MediaImage|Video|ExternalVideo|Model3d)\/[1-9]\d*$/

/** Ids that become part of a call, each with the form that it has to have: whatever a plan says, it was edited by nobody. */
function idsIn({ id, kind, action, fields }: Change): [id: string, form: RegExp][] {
  const own: [string, RegExp][] = action === 'create' ? [] : [[id ?? '', kind === 'file' ? FILE_ID : PRODUCT_ID]]
  return [...own, ...texts(fields[GALLERY]).map((one): [string, RegExp] => [one, MEDIA_ID])]
}
