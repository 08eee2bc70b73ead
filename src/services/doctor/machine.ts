import { closeSync, openSync, readSync, realpathSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Check, failed, passed, warned } from '../../model/check.ts'
import type { Group } from './group.ts'

/** What the program runs on. */
export interface Machine {
  /** Such as `24.11.0`. */
  node: string
  env: { [name: string]: string | undefined }
  /** Absolute path of the program itself. */
  program: string
}

const OLDEST_NODE = 24

/** The Node that runs, what a bare `sync` starts, and a proxy that is not used. */
export function machineGroup(machine: Machine): Group {
  return {
    id: 'machine',
    title: 'This machine',
    async *checks() {
      yield nodeCheck(machine)
      yield pathCheck(machine)
      yield* proxyChecks(machine)
    },
  }
}

function nodeCheck({ node }: Machine): Check {
  if (Number.parseInt(node, 10) >= OLDEST_NODE) return passed('node', `Node ${node}.`)
  return failed('node', `Node ${node} is too old.`, `Use Node ${OLDEST_NODE} or newer; npm ci brings one: npx sync.`)
}

/** On most systems a bare `sync` is the program that flushes disks. */
function pathCheck({ env, program }: Machine): Check {
  const found = firstOnPath('sync', env.PATH ?? '')
  const ours = 'this one is started as npx sync, or as catalog-sync'
  if (found === null) return passed('path', `No sync is on the PATH; ${ours}.`)
  const begin = beginOf(found)
  if (realpathSync(found) === program || begin.includes(program)) {
    return passed('path', `A bare sync is this program (${found}).`)
  }
  const isBinary = MAGIC.includes(begin.subarray(0, LONGEST_MAGIC).toString('hex'))
  const what = isBinary ? "the system's own program that flushes disks" : 'another program'
  return passed('path', `A bare sync is ${found}, ${what}; ${ours}.`)
}

function firstOnPath(name: string, path: string): string | null {
  const places = path.split(delimiter).filter((folder) => folder !== '')
  return places.map((folder) => join(folder, name)).find(isExecutable) ?? null
}

function isExecutable(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats?.isFile() === true && (stats.mode & 0o111) !== 0
}

const LONGEST_MAGIC = 4
/** How programs begin that are no scripts: ELF, and Mach-O in its forms. */
const MAGIC = ['7f454c46', 'cffaedfe', 'cafebabe', 'feedfacf']
/** Scripts that start another program name it soon. */
const BEGIN = 4096

function beginOf(path: string): Buffer {
  try {
    const file = openSync(path, 'r')
    const begin = Buffer.alloc(BEGIN)
    const length = readSync(file, begin, 0, BEGIN, 0)
    closeSync(file)
    return begin.subarray(0, length)
  } catch {
    // Whoever may run it may not always read it.
    return Buffer.alloc(0)
  }
}

const PROXIES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy']

function* proxyChecks({ env }: Machine): Generator<Check> {
  const set = PROXIES.filter((name) => (env[name] ?? '') !== '')
  if (set.length === 0) return
  const message = `${set.join(' and ')} ${set.length === 1 ? 'is' : 'are'} set, and this program goes through no proxy.`
  yield warned('proxy', message, 'Let this machine reach the hosts below directly.')
}
