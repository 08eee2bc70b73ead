import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '../../model/clock.ts'
import { refused, systemCode } from './errors.ts'
import type { Folder } from './folder.ts'

const LOCK = '.lock'
/** Rewriting takes seconds; whoever holds the lock longer was stopped. */
const ABANDONED_MS = 5 * 60_000
const PATIENCE_MS = 30_000
const PAUSE_MS = 50

/** Locks that this process holds: another one of its number is a process that is gone. */
const held = new Set<string>()

/**
 * Keeps two programs that write to one folder apart, for the moment that a rewriting takes.
 * @throws ConfigError when another one does not end
 */
export async function lockFolder(folder: Folder, clock: Clock, signal: AbortSignal): Promise<() => void> {
  const path = join(folder.path, LOCK)
  for (let waited = 0; ; waited += PAUSE_MS) {
    const token = randomUUID()
    if (take(path, token)) return () => release(path, token)
    const other = readLock(path)
    if (other !== null && isAbandoned(path, other)) remove(path, other)
    else if (waited >= PATIENCE_MS) throw busy(folder)
    else await clock.sleep(PAUSE_MS, signal)
  }
}

/** The lock appears with its content, or not at all. */
function take(path: string, token: string): boolean {
  const draft = `${path}.${token}`
  writeFileSync(draft, JSON.stringify({ pid: process.pid, host: hostname(), token }))
  try {
    linkSync(draft, path)
    held.add(token)
    return true
  } catch (error) {
    // Whoever holds the lock clears away what others left, drafts of those that wait among them.
    if (['EEXIST', 'ENOENT'].includes(systemCode(error))) return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function release(path: string, token: string): void {
  held.delete(token)
  if (readLock(path)?.includes(token)) rmSync(path, { force: true })
}

/** `null`: it has just been released. */
function readLock(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null
    throw error
  }
}

function isAbandoned(path: string, text: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats && Date.now() - stats.mtimeMs > ABANDONED_MS) return true
  const { pid, host, token } = parse(text)
  if (host !== hostname() || typeof pid !== 'number') return false
  return pid === process.pid ? !held.has(String(token)) : !isRunning(pid)
}

function parse(text: string): { pid?: unknown; host?: unknown; token?: unknown } {
  try {
    return Object(JSON.parse(text))
  } catch {
    // Somebody else's file: only its age counts.
    return {}
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return systemCode(error) !== 'ESRCH'
  }
}

/** Only the lock that was looked at goes: one that was taken meanwhile is put back. */
function remove(path: string, seen: string): void {
  const aside = `${path}.${randomUUID()}`
  try {
    renameSync(path, aside)
    if (readFileSync(aside, 'utf8') !== seen) linkSync(aside, path)
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(systemCode(error))) throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

function busy({ name }: Folder) {
  const problem = 'is being written by another program, which does not end'
  const hint = `Wait for it, or remove ${name}/${LOCK} when nothing writes there any more.`
  return refused(name, { code: 'file-locked', problem, hint })
}
