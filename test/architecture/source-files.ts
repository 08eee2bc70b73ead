import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

const SRC = join(import.meta.dirname, '../../src')

export interface SourceFile {
  /** Relative to `src`, with slashes. */
  path: string
  lines: string[]
}

/** The program's own files in a folder of `src`. */
export function sourceFiles(folder = ''): SourceFile[] {
  return readdirSync(join(SRC, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      path: relative(SRC, path).replaceAll(sep, '/'),
      lines: readFileSync(path, 'utf8').split('\n'),
    }))
}

/** Folders of `src/providers`. */
export function providerFolders(): string[] {
  return readdirSync(join(SRC, 'providers'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
}
