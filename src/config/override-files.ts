import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Diagnostic } from '../model/diagnostic.ts'
import { type Problem, problemAt } from './problem.ts'

const FOLDER = 'specs/overrides'

/** Paths of the override files in order, relative to the workspace, and what is odd about the folder. */
export function listOverrideFiles(root: string): { paths: string[]; diagnostics: Diagnostic[] } {
  const folder = readFolder(join(root, FOLDER))
  if (!folder.ok) return { paths: [], diagnostics: [problemAt({ file: FOLDER, line: 1, column: 1 }, folder.problem)] }
  const diagnostics = folder.names.flatMap((name) => {
    const problem = notRead(name)
    return problem ? [problemAt({ file: `${FOLDER}/${name}`, line: 1, column: 1 }, problem)] : []
  })
  const paths = folder.names.filter((name) => /\.(yaml|csv)$/.test(name)).map((name) => `${FOLDER}/${name}`)
  return { paths, diagnostics }
}

function notRead(name: string): Problem | null {
  if (!name.endsWith('.yml')) return null
  return { code: 'file', severity: 'warning', message: 'the file is not read: its name must end in .yaml' }
}

function readFolder(folder: string): { ok: true; names: string[] } | { ok: false; problem: Problem } {
  try {
    return { ok: true, names: readdirSync(folder).toSorted() }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return { ok: true, names: [] }
    return { ok: false, problem: { code: 'file', message: `the folder cannot be read (${code})` } }
  }
}
