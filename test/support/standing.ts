import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { COMPILED_ONCE } from './compiled-once.ts'
import type { Ended } from './program.ts'
import type { Ordered } from './standing-program.ts'

/**
 * Most tests look at what a command says and leaves behind. Theirs run in processes that stay, since most of what a short
 * command costs is its start. Tests of starting, ending and signals start a process each: `startProgram`.
 */

const HERE = import.meta.dirname
const PROGRAM = join(HERE, '../../bin/run.js')
/** Of tests beside each other, no more get on at once. */
const MOST = 4

type Order = Omit<Ordered, 'mark'>

const idle: Standing[] = []
const waiting: (() => void)[] = []
let busy = 0

/** Runs the built program to its end, as if in a process of its own. */
export async function runStanding(order: Order): Promise<Ended> {
  while (busy >= MOST) await new Promise<void>((go) => waiting.push(go))
  busy += 1
  try {
    const one = idle.pop() ?? (await Standing.start())
    const ended = await one.run(order)
    if (one.isThere) idle.push(one)
    return ended
  } finally {
    busy -= 1
    waiting.shift()?.()
  }
}

type Closed = [code: number | null, signal: NodeJS.Signals | null]

class Standing {
  readonly #child: ChildProcess
  readonly #closed: Promise<Closed>
  readonly #output = { stdout: '', stderr: '' }
  #orders = 0
  #heard = () => {}

  private constructor(child: ChildProcess) {
    this.#child = child
    this.#closed = once(child, 'close') as Promise<Closed>
    for (const name of ['stdout', 'stderr'] as const) {
      child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
        this.#output[name] += chunk
        this.#heard()
      })
    }
  }

  static async start(): Promise<Standing> {
    const child = spawn(process.execPath, [join(HERE, 'standing-program.ts'), PROGRAM], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { PATH: process.env.PATH, ...COMPILED_ONCE },
    })
    const standing = new Standing(child)
    await Promise.race([once(child, 'message'), standing.#closed])
    if (!standing.isThere) throw new Error(`The built program does not start: ${standing.#output.stderr}`)
    // It ends with the tests, and keeps none of them.
    for (const held of [child, child.channel, child.stdout as Socket, child.stderr as Socket]) held?.unref()
    return standing
  }

  /** False once a command has ended it, as only few do. */
  get isThere(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  async run(order: Order): Promise<Ended> {
    this.#orders += 1
    const mark = `\0${this.#orders}\0`
    Object.assign(this.#output, { stdout: '', stderr: '' })
    const said = once(this.#child, 'message') as Promise<[code: number]>
    const whole = this.#until(mark)
    this.#child.send({ ...order, mark })
    const ended = Promise.all([said, whole]).then(([[exit]]): Closed => [exit, null])
    const [code, signal] = await Promise.race([this.#closed, ended])
    const stdout = this.#output.stdout.replace(mark, '')
    const stderr = this.#output.stderr.replace(mark, '')
    return { code, signal, stdout, stderr, text: stdout + stderr }
  }

  #until(mark: string): Promise<void> {
    return new Promise((resolve) => {
      this.#heard = () => {
        if (Object.values(this.#output).every((text) => text.endsWith(mark))) resolve()
      }
    })
  }
}
