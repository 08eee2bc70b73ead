import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { runStanding } from './standing.ts'

/** The repository: where `bin/run.js` is. */
export const ROOT = join(import.meta.dirname, '../..')
const PROGRAM = join(ROOT, 'bin/run.js')

export interface ProgramOptions {
  cwd: string
  /** All that the program sees of an environment, but for PATH and HOME. */
  env?: { [name: string]: string }
  /** Another program than the one under test, such as an older Node. */
  node?: string
  /** Milliseconds after which it is killed. */
  timeout?: number
}

export interface Ended {
  /** `null` when a signal ended it. */
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
  /** Standard output and error, for what must stand in neither or in either. */
  text: string
}

export interface Running {
  child: ChildProcess
  ended: Promise<Ended>
}

/** Starts the built program as users do; standard input is not a terminal and holds nothing. */
export function startProgram(args: string[], options: ProgramOptions): Running {
  const { cwd, env = {}, node = process.execPath, timeout = 500_000 } = options
  const child = spawn(node, [PROGRAM, ...args], {
    cwd,
    env: { PATH: process.env.PATH, HOME: cwd, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout,
    killSignal: 'SIGKILL',
  })
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      output[name] += chunk
    })
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      resolve({ code, signal, ...output, text: output.stdout + output.stderr })
    })
  })
  return { child, ended }
}

/** Runs the built program to its end; in a process of its own when a start says something to it, or to Node. */
export function runProgram(args: string[], options: ProgramOptions): Promise<Ended> {
  const { cwd, env = {}, node, timeout } = options
  const ownStart = node !== undefined || timeout !== undefined || Object.keys(env).some((name) => /^NODE_/.test(name))
  if (ownStart) return startProgram(args, options).ended
  return runStanding({ args, cwd, env: { PATH: process.env.PATH, HOME: cwd, ...env } })
}
