import type { SimRequest, SimResponse } from '../../http.ts'
import type { World } from '../domain.ts'
import { FILE_LASTS } from './operation.ts'
import { operationsIn } from './operations.ts'
import { progress, signatureOf } from './view.ts'

const FILE = /^\/bulk\/(\d+)\.jsonl$/

/** The file of an operation, in the words of the service that keeps it. */
export function answerDownload(world: World, { method, path, query }: SimRequest): SimResponse | null {
  const [, number] = FILE.exec(path) ?? []
  if (number === undefined) return null
  const operation = operationsIn(world.store).get(`gid://shopify/BulkOperation/${number}`)
  if (method !== 'GET' || !operation) return refusal(404, 'NoSuchKey')
  if (query.get('Signature') !== signatureOf(operation.id, operation.createdAt))
    return refusal(403, 'SignatureDoesNotMatch')
  if (world.clock.now() - operation.createdAt > FILE_LASTS) return refusal(400, 'ExpiredToken')
  const { file } = progress(operation, world)
  if (file === null) return refusal(404, 'NoSuchKey')
  return { status: 200, headers: { 'content-type': 'application/jsonl' }, body: file.text }
}

function refusal(status: number, code: string): SimResponse {
  const body = `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`
  return { status, headers: { 'content-type': 'application/xml' }, body }
}
