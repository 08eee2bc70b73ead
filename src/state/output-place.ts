import { lstatSync, readlinkSync, realpathSync, type Stats } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

/** Where a path leads to in the end. */
export type OutputPlace =
  | { type: 'file'; path: string; exists: boolean }
  /** Written to as it is, never replaced. */
  | { type: 'stream'; path: string; pipe: boolean }
  /** One of the process's own streams: what is behind it may be a file that others write to as well. */
  | { type: 'descriptor'; number: number }
  | { type: 'other'; what: string }

const MOST_LINKS = 40

/** Follows links by hand: the last one need not lead to anything yet, and those of descriptors lead to no path. */
export function findPlace(path: string): OutputPlace {
  let place = resolve(path)
  for (let links = 0; links < MOST_LINKS; links++) {
    place = join(realFolder(dirname(place)), basename(place))
    const descriptor = /^\/(?:proc\/(?:self|\d+)\/fd|dev\/fd)\/(\d+)$/.exec(place)?.[1]
    if (descriptor !== undefined) return { type: 'descriptor', number: Number(descriptor) }
    const stats = lstatSync(place, { throwIfNoEntry: false })
    if (stats === undefined || !stats.isSymbolicLink()) return placeOf(place, stats)
    place = resolve(dirname(place), readlinkSync(place))
  }
  return { type: 'other', what: 'a link that leads in a circle' }
}

/** A folder that is not there yet is under the nearest one that is. */
function realFolder(folder: string): string {
  try {
    return realpathSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || folder === dirname(folder)) throw error
    return join(realFolder(dirname(folder)), basename(folder))
  }
}

function placeOf(path: string, stats: Stats | undefined): OutputPlace {
  if (stats === undefined) return { type: 'file', path, exists: false }
  if (stats.isFile()) return { type: 'file', path, exists: true }
  if (stats.isDirectory()) return { type: 'other', what: 'a folder' }
  if (stats.isBlockDevice()) return { type: 'other', what: 'a disk' }
  if (stats.isSocket()) return { type: 'other', what: 'a socket' }
  return { type: 'stream', path, pipe: stats.isFIFO() }
}
