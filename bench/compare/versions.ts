import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../..')

/** A version of this program in a folder of its own. */
export interface Version {
  name: 'old' | 'new'
  root: string
}

export interface Versions {
  old: Version
  new: Version
  /** A folder for whatever else is needed; it goes with the versions. */
  folder: string
  remove(): void
}

/**
 * The version that a git reference names, as a worktree, and a copy of this checkout as it is, so that work may go on in
 * it meanwhile; neither is built yet. @throws when there is no such reference
 */
export function layOut(reference: string): Versions {
  const commit = commitOf(reference)
  const folder = mkdtempSync(join(tmpdir(), 'sync-compare-'))
  const old = join(folder, 'old')
  const remove = (): void => {
    if (!existsSync(folder)) return
    if (existsSync(old)) git('worktree', 'remove', '--force', old)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    git('worktree', 'add', '--quiet', '--detach', old, commit)
    copyCheckout(join(folder, 'new'))
    for (const name of ['old', 'new']) symlinkSync(join(ROOT, 'node_modules'), join(folder, name, 'node_modules'))
  } catch (error) {
    remove()
    throw error
  }
  return { old: { name: 'old', root: old }, new: { name: 'new', root: join(folder, 'new') }, folder, remove }
}

/** @throws with the compiler's words when it does not build */
export async function build({ name, root }: Version, signal: AbortSignal): Promise<void> {
  const child = spawn('npm', ['run', 'build'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], signal })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`The ${name} version does not build:\n${output}`)
}

function commitOf(reference: string): string {
  try {
    return git('rev-parse', '--verify', '--quiet', '--end-of-options', `${reference}^{commit}`).trim()
  } catch {
    throw new Error(`There is no commit ${reference}.`)
  }
}

function copyCheckout(to: string): void {
  const listed = git('ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0')
  for (const file of listed.filter((name) => name !== '' && existsSync(join(ROOT, name)))) {
    mkdirSync(dirname(join(to, file)), { recursive: true })
    copyFileSync(join(ROOT, file), join(to, file))
  }
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' })
}
