import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const PROGRAM = resolve(import.meta.dirname, '../bin/run.js')
const HOOK = resolve(import.meta.dirname, 'usage-hook.js')

export interface Used {
  milliseconds: number
  /** Milliseconds on all cores, the garbage collector's included: what a busy machine hardly changes. */
  processor: number
  /** Peak resident memory. */
  bytes: number
}

/** Runs the built program to its end and says what it used. @throws when it fails */
export async function runProgram(folder: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Used> {
  const file = join(folder, 'usage.json')
  const start = performance.now()
  const child = spawn(process.execPath, ['--import', HOOK, PROGRAM, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, USAGE_FILE: file, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`sync ${args.join(' ')} ends with ${code}: ${said}`)
  return { milliseconds: performance.now() - start, ...JSON.parse(readFileSync(file, 'utf8')) }
}
