import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, dirname } from 'node:path'
import { openSystemLock } from '../disk/system-lock.ts'
import { ConfigError } from '../model/errors.ts'

interface Holder {
  pid: number
  host: string
  /** ISO 8601, UTC. */
  since: string
  command: string
}

/**
 * Keeps every other process out of a folder, until it is let go or this process is over, however it ends: the lock is
 * the operating system's, on a file beside the folder.
 * @throws ConfigError `db-open` that names who has it
 */
export function holdFolder(folder: string, now: number): () => void {
  mkdirSync(dirname(folder), { recursive: true })
  const lock = openSystemLock(`${folder}.lock`)
  if (!lock.take()) {
    lock.release()
    throw taken(folder)
  }
  writeFileSync(holderFile(folder), JSON.stringify(holder(now)))
  return () => {
    rmSync(holderFile(folder), { force: true })
    lock.release()
  }
}

const holderFile = (folder: string): string => `${folder}.holder.json`

function holder(now: number): Holder {
  const command = process.argv.slice(2).find((word) => !word.startsWith('-')) ?? basename(process.argv[1] ?? 'node')
  return { pid: process.pid, host: hostname(), since: new Date(now).toISOString(), command }
}

function taken(folder: string): Error {
  return new ConfigError('db-open', `The catalogue in ${folder} is open in ${told(folder)}.`, {
    hints: ['Wait until that is over. Where several programs have to work at once, use a Postgres server.'],
  })
}

function told(folder: string): string {
  try {
    const { pid, host, since, command } = JSON.parse(readFileSync(holderFile(folder), 'utf8')) as Holder
    if (pid === process.pid && host === hostname()) return 'this command already, as its source or its target'
    return `process ${pid} on ${host} (${command}, since ${since})`
  } catch {
    // It has just taken the lock, and not said so yet; or it is letting go.
    return 'another process'
  }
}
