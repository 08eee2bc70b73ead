import { ProviderError } from '../../model/errors.ts'
import { texts } from '../../model/fields.ts'
import type { Applied, Change } from '../../model/target.ts'
import { isForAll } from './outage.ts'
import { isId } from './raw.ts'
import { failed, type Rejected } from './refusal.ts'
import { statusOf } from './refusal-codes.ts'
import { uploadAsset } from './write-asset.ts'
import { addOptions, createAttribute } from './write-attribute.ts'
import type { WriteContext } from './write-context.ts'
import { deleteAsset, deleteProduct } from './write-delete.ts'
import { linkAttributes } from './write-family.ts'
import { linkProducts } from './write-link.ts'
import { createProduct, updateProduct } from './write-product.ts'
import { createRelationship } from './write-relationship.ts'
import { unlinkProducts } from './write-unlink.ts'

/**
 * Executes one write and checks the answer against what was sent.
 * @throws the signal's reason when it aborts; ProviderError for what every other write would meet as well
 */
export async function applyChange(context: WriteContext, change: Change): Promise<Applied> {
  const { session } = context
  const bad = idsIn(change).find((id) => !isId(id))
  if (bad !== undefined) {
    const message = `"${bad}" is not an id of Plytix's.`
    return failed(session, { status: 0 }, { code: 'invalid', message, hint: 'Plan again.' })
  }
  try {
    return await dispatch(context, change)
  } catch (error) {
    session.signal.throwIfAborted()
    if (!(error instanceof ProviderError) || isForAll(error)) throw error
    return failed(
      session,
      { status: statusOf(error) },
      { code: error.code, message: error.message, hint: error.hints[0] ?? '', ...callIn(error) },
    )
  } finally {
    session.end()
  }
}

function callIn({ call }: ProviderError): Pick<Rejected, 'call'> {
  if (call === null) return {}
  const { status: _, ...told } = call
  return { call: told }
}

function dispatch(context: WriteContext, change: Change): Promise<Applied> {
  const { kind, action, key, fields } = change
  const known = { ...change, id: change.id ?? '' }
  switch (`${kind}:${action}`) {
    case 'attribute:create':
      return createAttribute(context, change)
    case 'attribute:update':
      return addOptions(context, { id: known.id, label: key, options: texts(fields.options) })
    case 'relationship:create':
      return createRelationship(context, change)
    case 'family:update':
      return linkAttributes(context, known)
    case 'asset:create':
      return uploadAsset(context, change)
    case 'product:create':
      return createProduct(context, change)
    case 'product:update':
      return updateProduct(context, known)
    case 'link:update':
      return linkProducts(context, known)
    case 'link:delete':
      return unlinkProducts(context, known)
    case 'product:delete':
      return deleteProduct(context, known)
    case 'asset:delete':
      return deleteAsset(context, known)
    default:
      throw new Error(`Plytix cannot ${action} a ${kind}.`)
  }
}

/** Ids that become part of a path, or whose refusal would be hard to read. */
function idsIn({ id, fields, needs, kind }: Change): string[] {
  const family = typeof fields.family === 'string' ? [fields.family] : []
  const own = id === null ? [] : [id]
  return kind === 'link' ? [...own, ...Object.values(needs), ...texts(fields.targets)] : [...own, ...family]
}
