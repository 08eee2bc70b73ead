import { closeSync, openSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { draftOf, replaceFile } from '../disk/replace-file.ts'
import { makeFolders } from './make-folders.ts'
import type { OutputKind } from './output-kind.ts'
import { refuseOthers } from './output-others.ts'
import { findPlace, type OutputPlace } from './output-place.ts'
import { explained, explainedLater, refusal } from './output-refusal.ts'
import { pour } from './output-stream.ts'

type Writable = Exclude<OutputPlace, { type: 'other' }>

/**
 * Makes the folders of an output file and checks that it can be written, before anything is read for it.
 * @throws ConfigError
 */
export function prepareOutput(path: string, kind: OutputKind): Writable {
  return explained(path, kind, () => {
    const place = findPlace(path)
    if (place.type === 'other') throw refusal(path, kind, { reason: `this is ${place.what}` })
    if (place.type !== 'file') return place
    if (place.exists) refuseOthers(path, place.path, kind)
    makeFolders(dirname(place.path))
    const draft = draftOf(place.path)
    closeSync(openSync(draft, 'wx'))
    rmSync(draft)
    return place
  })
}

/** Opens an output file for adding to it. @throws ConfigError */
export function openedOutput<T>(path: string, kind: OutputKind, open: (place: Writable) => T): T {
  const place = prepareOutput(path, kind)
  return explained(path, kind, () => open(place))
}

/**
 * Has a draft written and puts it in place: whole or not at all. Devices and pipes are given its content.
 * @throws ConfigError
 */
export async function writeOutput<T>(path: string, kind: OutputKind, write: (draft: string) => Promise<T>): Promise<T> {
  const place = prepareOutput(path, kind)
  if (place.type !== 'file') return explainedLater(path, kind, () => pour(place, write))
  return explainedLater(path, kind, () => replaceFile(place.path, write))
}
