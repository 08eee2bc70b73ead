import { ProviderError } from '../../model/errors.ts'
import type { Applied, Write } from '../../model/target.ts'
import { isForAll } from './outage.ts'
import { isId } from './raw.ts'
import { failed, statusOf } from './refusal.ts'
import { uploadAsset } from './write-asset.ts'
import { addOptions, createAttribute } from './write-attribute.ts'
import type { WriteContext } from './write-context.ts'
import { linkAttributes } from './write-family.ts'
import { linkProducts } from './write-link.ts'
import { createProduct, updateProduct } from './write-product.ts'
import { createRelationship } from './write-relationship.ts'

/**
 * Executes one write and checks the answer against what was sent.
 * @throws the signal's reason when it aborts; ProviderError for what every other write would meet as well
 */
export async function applyWrite(context: WriteContext, write: Write): Promise<Applied> {
  const { session } = context
  const bad = idsIn(write).find((id) => !isId(id))
  if (bad !== undefined) {
    const message = `"${bad}" is not an id of Plytix's.`
    return failed(session, { status: 0 }, { code: 'invalid', message, hint: 'Plan again.' })
  }
  try {
    return await dispatch(context, write)
  } catch (error) {
    session.signal.throwIfAborted()
    if (!(error instanceof ProviderError) || isForAll(error)) throw error
    return failed(
      session,
      { status: statusOf(error) },
      { code: error.code, message: error.message, hint: error.hints[0] ?? '' },
    )
  } finally {
    session.end()
  }
}

function dispatch(context: WriteContext, write: Write): Promise<Applied> {
  switch (write.kind) {
    case 'attribute':
      return write.action === 'create' ? createAttribute(context, write) : addOptions(context, write)
    case 'relationship':
      return createRelationship(context, write)
    case 'family':
      return linkAttributes(context, write)
    case 'asset':
      return uploadAsset(context, write)
    case 'product':
      return write.action === 'create' ? createProduct(context, write) : updateProduct(context, write)
    case 'link':
      return linkProducts(context, write)
  }
}

/** Ids that become part of a path, or whose refusal would be hard to read. */
function idsIn(write: Write): string[] {
  const family = 'family' in write && write.family ? [write.family] : []
  const own = 'id' in write ? [write.id] : []
  return write.kind === 'link' ? [...own, write.relationship.id, ...write.targets] : [...own, ...family]
}
