import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Json, JsonObject } from '../../src/model/json.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/index.ts'
import { takeCalls } from './calls.ts'
import { comparablePlan, timeless, withoutTimes } from './comparable.ts'
import { type Person, person } from './person.ts'
import type { Version } from './versions.ts'

/** What a version did in one step: what must be the same, and what it said to people, which is only told. */
export interface Step {
  title: string
  outcome: JsonObject
  said: string
}

export interface SideOptions {
  version: Version
  /** A folder for the workspace. */
  root: string
  sandbox: SandboxOptions
  /** When each step takes place, by its number: at the same moment for both versions. */
  moments: number[]
  signal: AbortSignal
}

/** Ids are given in the order of writes, so these are made one after another. */
const IN_ORDER = ['--concurrency', '1']
const NO_LIMITS = { limits: [{ limit: 1_000_000, window_size: 10 }] }
const BUCKET = { rate: 1000, burst: 1000 }
const QUICK_AMAZON = { limits: { searchCatalogItems: BUCKET, getCatalogItem: BUCKET } }
const STEADY = pathToFileURL(join(import.meta.dirname, 'steady.js')).href
const ACCOUNT = { id: 'c0ffee'.repeat(4), name: 'Compared' }

/** One version at work: simulators and a workspace of its own, and a record of every step. */
export class Side {
  readonly steps: Step[] = []
  readonly sandbox: Sandbox
  readonly root: string
  readonly #given: SideOptions

  private constructor(sandbox: Sandbox, given: SideOptions) {
    this.sandbox = sandbox
    this.root = given.root
    this.#given = given
  }

  static async open(given: SideOptions): Promise<Side> {
    const sandbox = await startSandbox({
      ...given.sandbox,
      plytix: { ...NO_LIMITS, asyncDelayMs: 0, account: ACCOUNT, ...given.sandbox.plytix },
      amazon: { ...QUICK_AMAZON, ...given.sandbox.amazon },
    })
    mkdirSync(given.root, { recursive: true })
    return new Side(sandbox, given)
  }

  get version(): Version {
    return this.#given.version
  }

  /** Makes a plan, keeps it as a file of that name, and compares the file. */
  async plan(title: string, file: string, args: string[] = []): Promise<void> {
    rmSync(join(this.root, file), { force: true })
    await this.#step(title, ['plan', '--out', file, ...args], () => ({ plan: comparablePlan(this.#read(file)) }))
  }

  /** Applies; compares the result and what the account then holds. */
  async apply(title: string, args: string[]): Promise<void> {
    await this.#step(title, ['apply', '--json', ...IN_ORDER, ...args], (stdout) => ({
      result: timeless(JSON.parse(stdout)),
      account: this.sandbox.plytix.store.snapshot() as unknown as Json,
    }))
  }

  /** Any command that answers with one JSON document. */
  async ask(title: string, args: string[]): Promise<void> {
    await this.#step(title, [...args, '--json'], (stdout) => ({ answer: timeless(JSON.parse(stdout)) }))
  }

  /** Any other command. */
  async sync(title: string, args: string[], outcome: () => JsonObject = () => ({})): Promise<void> {
    await this.#step(title, args, outcome)
  }

  /** Somebody works in the account; none of these calls is counted. */
  async byHand(work: (someone: Person) => Promise<void>): Promise<void> {
    await work(await person(this.sandbox))
  }

  path(name: string): string {
    return join(this.root, name)
  }

  configure(yaml: string): void {
    appendFileSync(this.path('sync.yaml'), `\n${yaml}\n`)
  }

  write(name: string, text: string): void {
    writeFileSync(this.path(name), text)
  }

  /** Replaces what must be there. */
  edit(name: string, from: string, to: string): void {
    const text = readFileSync(this.path(name), 'utf8')
    if (!text.includes(from)) throw new Error(`${name} does not hold ${JSON.stringify(from)}.`)
    this.write(name, text.replace(from, to))
  }

  planFile(name: string): Json {
    return comparablePlan(this.#read(name))
  }

  async #step(title: string, args: string[], outcomeOf: (stdout: string) => JsonObject): Promise<void> {
    takeCalls(this.sandbox)
    const { code, stdout, stderr } = await this.#start(args)
    const calls: JsonObject = takeCalls(this.sandbox)
    const outcome: JsonObject = { exit: code, calls, ...this.#attempt(() => outcomeOf(stdout)) }
    const said = withoutTimes(stdout.trimStart().startsWith('{') ? stderr : stdout + stderr)
    this.steps.push({ title, outcome: this.#anonymous(outcome), said: this.#anonymous(said) })
    if ('unreadable' in outcome) throw new Error(`"${title}" ends with ${code}, without an answer: ${said}`)
  }

  #attempt(work: () => JsonObject): JsonObject {
    try {
      return work()
    } catch (error) {
      return { unreadable: (error as Error).message }
    }
  }

  async #start(args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
    const { version, signal, moments } = this.#given
    moments[this.steps.length] ??= Date.now()
    const moment = { COMPARE_MOMENT: String(moments[this.steps.length]), NODE_OPTIONS: `--import=${STEADY}` }
    const child = spawn(process.execPath, [join(version.root, 'bin/run.js'), ...args], {
      cwd: this.root,
      env: { PATH: process.env.PATH, HOME: this.root, ...moment, ...this.sandbox.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    })
    const output = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        output[name] += text
      })
    }
    const [code] = (await once(child, 'close')) as [number | null]
    return { code, ...output }
  }

  #read(file: string): Json {
    return JSON.parse(readFileSync(this.path(file), 'utf8')) as Json
  }

  /** Folders and ports are each side's own, and so is the account of every sandbox that the program starts. */
  #anonymous<T>(value: T): T {
    const text = JSON.stringify(value)
      .replaceAll(this.root, '{workspace}')
      .replace(/127\.0\.0\.1:\d+/g, '{simulator}')
      .replace(/plytix [0-9a-f]{24}/g, 'plytix {account}')
    return JSON.parse(text) as T
  }

  async close(): Promise<void> {
    await this.sandbox.close()
    rmSync(this.root, { recursive: true, force: true })
  }
}
