import { readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { expect } from 'vitest'
import { temporaryFolder } from '../config/workspace-files.ts'
import { type Ended, type Running, runProgram, startProgram } from '../support/program.ts'
import type { Ware } from './bazaar/facts.ts'
import { type Fair, type FairWare, openFair } from './fair/service.ts'
import { type Depot, fileDepot } from './stall/depot.ts'

const PROVIDERS = ['bazaar', 'fair', 'stall'].map((name) => join(import.meta.dirname, name, 'index.ts')).join(delimiter)

/** A workspace that reads a bazaar and a fair into one stall, with the built program. */
export interface Fairground {
  cwd: string
  bazaar: string
  fair: Fair
  depot: Depot
  tokenFile: string
  env: { [name: string]: string }
  run(...args: string[]): Promise<Ended>
  start(...args: string[]): Running
  /** What it prints with `--json`, once it has ended well. */
  json<T>(...args: string[]): Promise<T>
  /** What the bazaar lists. */
  list(...wares: Ware[]): void
}

export async function openFairground({
  sources = ['bazaar', 'fair'],
  stalls = ['north', 'south'],
} = {}): Promise<Fairground> {
  const [cwd, outside, fair] = [temporaryFolder(), temporaryFolder(), await openFair()]
  const [bazaar, stall] = ['bazaar', 'stall'].map((name) => join(outside, `${name}.json`)) as [string, string]
  const env = { SYNC_PROVIDERS: PROVIDERS, BAZAAR_FILE: bazaar, STALL_FILE: stall, ...fair.env }
  const run = (...args: string[]): Promise<Ended> => runProgram(args, { cwd, env })
  const made = await run('init', '--source', 'bazaar', '--target', 'stall', '--scope', 'prairie')
  expect(made.code, made.text).toBe(0)
  const known: { [name: string]: string } = {
    bazaar: '  bazaar: { stalls: [east] }',
    fair: `  fair: { stalls: [${stalls}] }`,
  }
  const [head = ''] = readFileSync(join(cwd, 'sync.yaml'), 'utf8').split(/^source:/m)
  const source = `source:\n${sources.map((name) => known[name]).join('\n')}\n`
  writeFileSync(join(cwd, 'sync.yaml'), `${head}${source}target:\n  stall: { code: "{source}.{shop}.{id}" }\n`)
  return {
    ...{ cwd, bazaar, fair, env, run },
    depot: fileDepot(stall),
    tokenFile: join(cwd, 'state/default/tokens.json'),
    start: (...args) => startProgram(args, { cwd, env }),
    async json<T>(...args: string[]) {
      const { stdout, code, text } = await run(...args, '--json')
      expect(code, text).toBe(0)
      return JSON.parse(stdout) as T
    },
    list: (...wares) => writeFileSync(bazaar, JSON.stringify(wares)),
  }
}

export function fairWares(stall: string, many: number): FairWare[] {
  return Array.from({ length: many }, (_, index) => ({
    shop: stall,
    id: `hat.${index + 1}`,
    name: `Hat ${index + 1} of ${stall}`,
    price: '9.50',
    updated: '2026-11-20T00:00:00Z',
  }))
}
