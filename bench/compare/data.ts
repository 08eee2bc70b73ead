import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Real listings, which are no part of the repository. */
const DATA = resolve(import.meta.dirname, '../../../shared/data')

export function dataFile(...names: string[]): string {
  return join(DATA, ...names)
}

/** For an input's `missing`. */
export function missingFile(...names: string[]): { missing?: string } {
  const file = dataFile(...names)
  return existsSync(file) ? {} : { missing: file }
}

/** @param otherwise what stands for it when it is not there */
export function readData<T>(file: string, otherwise: T): T {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : otherwise
}
