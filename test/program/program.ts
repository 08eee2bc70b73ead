import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/index.ts'
import { runStanding } from '../support/standing.ts'
import { WorkspaceFolder } from '../support/workspace-folder.ts'

const PROGRAM = join(import.meta.dirname, '../../bin/run.js')

export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

export interface Running {
  child: ChildProcess
  ended: Promise<Ended>
  /** Resolves once it has said so on standard error, or has ended. */
  said(text: string): Promise<void>
}

export interface ProgramWorld {
  sandbox: Sandbox
  folder: string
  /** In a process of its own. */
  start(...args: string[]): Running
  run(...args: string[]): Promise<Ended>
  /** Resolves once the account has taken so many writes. */
  written(count: number): Promise<void>
  /** From that many writes on the account answers nobody, until what this gives is called. */
  hold(count: number): () => void
  /** Writes that the account has been sent. */
  writes(): number
}

/** The built program as a process of its own, in a workspace of its own, against simulators of its own. @param finished of the context, in a test beside others */
export async function createProgramWorld(
  options: SandboxOptions = {},
  finished = onTestFinished,
  variables: { [name: string]: string } = {},
): Promise<ProgramWorld> {
  const sandbox = await startSandbox({ listings: 40, ...options })
  const { root: folder } = WorkspaceFolder.create({ brand: sandbox.brand })
  const running = new Set<ChildProcess>()
  finished(async () => {
    for (const child of running) child.kill('SIGKILL')
    await sandbox.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const env = { PATH: process.env.PATH, NO_COLOR: '1', SYNC_ACCOUNT: '', ...sandbox.env, ...variables }
  const start = (...args: string[]): Running => {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(child)
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (chunk) => (stdout += chunk))
    child.stderr.on('data', (chunk) => (stderr += chunk))
    const { promise, resolve } = Promise.withResolvers<Ended>()
    child.once('close', (code, signal) => {
      running.delete(child)
      resolve({ code, signal, stdout, stderr })
    })
    const said = async (text: string): Promise<void> => {
      while (!stderr.includes(text) && running.has(child)) await tick()
    }
    return { child, ended: promise, said }
  }
  const run = (...args: string[]): Promise<Ended> => runStanding({ args, cwd: folder, env })
  const writes = (): number => sandbox.plytix.calls.filter(({ kind }) => kind === 'write').length
  return {
    ...{ sandbox, folder, start, run, writes },
    async written(count) {
      while (writes() < count) await tick()
    },
    hold(count) {
      const gate = Promise.withResolvers<void>()
      sandbox.plytix.options.observe = (_, moment) => {
        if (moment === 'arrived' && writes() >= count) return gate.promise
      }
      return () => {
        sandbox.plytix.options.observe = () => undefined
        gate.resolve()
      }
    },
  }
}

const tick = (): Promise<void> => new Promise((wake) => setTimeout(wake, 5))
