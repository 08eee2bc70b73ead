import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { SyncError } from '../model/errors.ts'

export interface WrappedCommand {
  /** The program and its arguments. */
  command: string[]
  /** Laid over `environment`. */
  variables: { [name: string]: string }
  environment: NodeJS.ProcessEnv
  /** Absolute path of this program's `bin/run.js`. */
  program: string
}

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Runs a command with the variables set and this program first on its PATH, as `sync`. Resolves with its exit code, 128
 * and the signal's number when a signal ended it. @throws SyncError when it cannot be started.
 */
export async function runWithVariables({ command, variables, environment, program }: WrappedCommand): Promise<number> {
  const folder = commandFolder(program)
  const path = [folder, environment.PATH ?? ''].join(delimiter)
  try {
    return await run(command, { ...environment, ...variables, PATH: path })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A private folder with `sync` and `catalog-sync` as this program and `node` as the node that runs it. */
function commandFolder(program: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'catalog-sync-'))
  const script = `#!/bin/sh\nexec ${shellQuoted(process.execPath)} ${shellQuoted(program)} "$@"\n`
  for (const name of ['sync', 'catalog-sync']) writeFileSync(join(folder, name), script, { mode: 0o755 })
  symlinkSync(process.execPath, join(folder, 'node'))
  // A second Ctrl-C ends this process at once; the folder goes nevertheless.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The text as one word of a POSIX shell. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

async function run([file = '', ...args]: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(file, args, { env, stdio: 'inherit' })
  // A terminal gives Ctrl-C to the whole group: sent on, the child would take it for the second, impatient one.
  const names = FORWARDED.filter((name) => name !== 'SIGINT' || !process.stdin.isTTY)
  const forward = (name: NodeJS.Signals): void => void child.kill(name)
  for (const name of names) process.on(name, forward)
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', (cause) => reject(notStarted(file, cause)))
      child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
    })
  } finally {
    for (const name of names) process.off(name, forward)
  }
}

function notStarted(file: string, cause: Error): SyncError {
  return new SyncError('command-not-started', `The command ${file} cannot be started: ${cause.message}.`, { cause })
}
