import { createHash } from 'node:crypto'
import type { World } from '../domain.ts'
import { type BulkOperation, type BulkProgress, progressOf } from './operation.ts'

export interface BulkView {
  readonly __typename: 'BulkOperation'
  readonly id: string
  readonly status: string
  readonly type: string
  readonly createdAt: string
}

export function progress(operation: BulkOperation, { settings, clock }: World): BulkProgress {
  return progressOf(operation, { bulkMs: settings.bulkMs, now: clock.now() })
}

/** As the API tells it: counts are strings, and there is no address of nothing. */
export function view(operation: BulkOperation, world: World): BulkView {
  const { status, errorCode, completedAt, objectCount, rootObjectCount, file } = progress(operation, world)
  const url = file === null ? null : fileUrl(operation, world)
  const told = {
    ...{ errorCode, completedAt: completedAt && dateTime(completedAt) },
    ...{ objectCount: String(objectCount), rootObjectCount: String(rootObjectCount) },
    fileSize: file === null ? null : String(Buffer.byteLength(file.text)),
    url: file?.partial === false ? url : null,
    partialDataUrl: file?.partial === true ? url : null,
    query: operation.query,
  }
  return {
    __typename: 'BulkOperation',
    id: operation.id,
    status,
    type: operation.type,
    createdAt: dateTime(operation.createdAt),
    ...told,
  }
}

/** Whoever has the address may fetch it, without a token. */
function fileUrl({ id, createdAt }: BulkOperation, { url }: World): string {
  const name = id.slice(id.lastIndexOf('/') + 1)
  return `${url}/bulk/${name}.jsonl?Signature=${signatureOf(id, createdAt)}`
}

export function signatureOf(id: string, createdAt: number): string {
  return createHash('sha256').update(`${id} ${createdAt}`).digest('hex').slice(0, 32)
}

function dateTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
