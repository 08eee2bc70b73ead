import { writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { expect } from 'vitest'
import { temporaryFolder } from '../config/workspace-files.ts'
import { type Ended, type Running, runProgram, startProgram } from '../support/program.ts'
import type { Ware } from './bazaar/facts.ts'
import { type Depot, fileDepot } from './stall/depot.ts'

/** The built program, as it is, with the odd pair: their folders are all that there is of them. */
const PROVIDERS = ['bazaar', 'stall'].map((name) => join(import.meta.dirname, name, 'index.ts')).join(delimiter)

/** A workspace of the pair, with wares and a stall outside of it. */
export interface Booth {
  cwd: string
  bazaar: string
  depot: Depot
  run(...args: string[]): Promise<Ended>
  /** Starts it and leaves it running; a request takes so many milliseconds. */
  start(pause: number, ...args: string[]): Running
  /** What it prints with `--json`, once it has ended well. */
  json<T>(...args: string[]): Promise<T>
  /** Exports these wares. */
  list(...wares: Ware[]): Promise<void>
}

export async function openBooth(): Promise<Booth> {
  const [cwd, outside] = [temporaryFolder(), temporaryFolder()]
  const [bazaar, stall] = ['bazaar', 'stall'].map((name) => join(outside, `${name}.json`)) as [string, string]
  const env = { SYNC_PROVIDERS: PROVIDERS, BAZAAR_FILE: bazaar, STALL_FILE: stall }
  const run = (...args: string[]): Promise<Ended> => runProgram(args, { cwd, env })
  const json = async <T>(...args: string[]): Promise<T> => {
    const { stdout, code, text } = await run(...args, '--json')
    expect(code, text).toBe(0)
    return JSON.parse(stdout) as T
  }
  const made = await run('init', '--source', 'bazaar', '--target', 'stall', '--scope', 'prairie')
  expect(made.code, made.text).toBe(0)
  return {
    ...{ cwd, bazaar, depot: fileDepot(stall), run, json },
    start: (pause, ...args) => startProgram(args, { cwd, env: { ...env, STALL_PAUSE: String(pause) } }),
    async list(...wares) {
      writeFileSync(bazaar, JSON.stringify(wares))
      await json('export')
    },
  }
}
