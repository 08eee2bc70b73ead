import type { Call, UserError } from '../domain.ts'
import { fileProblem, type GivenFile } from './given.ts'
import { makeFile } from './make.ts'
import { deleteFile, fileOf } from './shelf.ts'
import { type StagedInput, stage } from './staged.ts'
import { statusOf } from './views.ts'

/** All of them or none. */
export function fileCreate(call: Call, { files }: { files: readonly GivenFile[] }): object {
  const userErrors = files.flatMap((file, place) => fileProblem(file, ['files', String(place)], call) ?? [])
  if (userErrors.length > 0) return { files: [], userErrors }
  return { files: files.map((file) => makeFile(file, call)), userErrors }
}

export function fileDelete({ store }: Call, { fileIds }: { fileIds: readonly string[] }): object {
  const unknown = fileIds.filter((id) => fileOf(store, id) === undefined)
  if (unknown.length > 0) return { deletedFileIds: null, userErrors: [missing(['fileIds'], unknown)] }
  for (const id of fileIds) {
    const file = fileOf(store, id)
    if (file) deleteFile(store, file)
  }
  return { deletedFileIds: [...fileIds], userErrors: [] }
}

/** A file whose source was bad is not to be helped so: contract, §10. */
export function fileAcknowledge(call: Call, { fileIds }: { fileIds: readonly string[] }): object {
  const files = fileIds.map((id) => fileOf(call.store, id))
  const unknown = fileIds.filter((_, place) => files[place] === undefined)
  if (unknown.length > 0) return { files: null, userErrors: [missing(['fileIds'], unknown)] }
  if (files.some((file) => file && statusOf(file, call) !== 'READY'))
    return { files: null, userErrors: [nonReady(['fileIds'])] }
  return { files, userErrors: [] }
}

export function stagedUploadsCreate({ world }: Call, { input }: { input: readonly StagedInput[] }): object {
  return { stagedTargets: input.map((one) => stage(world, one)), userErrors: [] }
}

export function missing(field: string[], ids: readonly string[]): UserError {
  const message = `File ${ids.length > 1 ? 'ids' : 'id'} ${ids.join(', ')} ${ids.length > 1 ? 'do' : 'does'} not exist.`
  return { field, message, code: 'FILE_DOES_NOT_EXIST' }
}

export function nonReady(field: string[]): UserError {
  return { field, message: 'Non-ready files cannot be updated.', code: 'NON_READY_STATE' }
}
