import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { initWorkspace } from '../../src/services/init.ts'
import { providers } from './providers.ts'

/** A workspace in a temporary folder of its own. */
export class WorkspaceFolder {
  readonly root: string

  private constructor(root: string) {
    this.root = root
  }

  /** As `sync init` makes it. */
  static create({ brand, scope = 'prairie' }: { brand: string; scope?: string }): WorkspaceFolder {
    const root = mkdtempSync(join(tmpdir(), 'workspace-'))
    initWorkspace({ providers, cwd: root, scope, brand, shops: ['US'] })
    return new WorkspaceFolder(root)
  }

  path(...names: string[]): string {
    return join(this.root, ...names)
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8')
  }

  write(name: string, text: string): void {
    writeFileSync(this.path(name), text)
  }

  /** Replaces what must be there, once. */
  edit(name: string, [from, to]: [from: string, to: string]): void {
    const text = this.read(name)
    if (!text.includes(from)) throw new Error(`${name} does not hold ${JSON.stringify(from)}.`)
    this.write(name, text.replace(from, to))
  }

  /** Adds sections to sync.yaml. */
  configure(yaml: string): void {
    this.write('sync.yaml', `${this.read('sync.yaml')}\n${yaml}\n`)
  }

  /** The files of a folder, whole paths; none when it does not exist. */
  files(folder: string): string[] {
    try {
      return readdirSync(this.path(folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
    } catch {
      return []
    }
  }

  /** The same workspace on another machine: what git holds, and nothing of `state/`. */
  cloneWithoutState(): WorkspaceFolder {
    const root = mkdtempSync(join(tmpdir(), 'workspace-'))
    const clone = new WorkspaceFolder(root)
    cpSync(this.root, root, { recursive: true, filter: (path) => path !== this.path('state') })
    return clone
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true })
  }
}
