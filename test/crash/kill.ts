import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { RunResult } from '../../src/model/run.ts'
import type { Moment } from '../../src/sandbox/plytix/options.ts'
import { writePlan } from '../../src/state/plan-file.ts'
import { accountText } from './account.ts'
import { type Case, openCase } from './case.ts'
import type { Crash, CrashMoment } from './mortal.ts'
import { LOOK_UP, type Outcome, problemOf, type SweepOptions } from './sweep.ts'

const PROGRAM = join(import.meta.dirname, '..', '..', 'bin', 'run.js')

/** The account sees a call arrive, does it, and has answered it: that is where the program is killed. */
const SEEN: { [moment in CrashMoment]: Moment } = {
  unsent: 'arrived',
  unanswered: 'executed',
  unrecorded: 'answered',
}

/** Kills the built program at one call, and lets a new process go on. */
export async function killAndRecover(crash: Crash, options: SweepOptions): Promise<Outcome> {
  const { goal, workshop, sim } = options
  const one = await openCase(workshop, 1, { asyncDelayMs: 50, ...sim })
  try {
    await writePlan(join(one.folder, 'plan.json'), goal.plan)
    await kill(one, crash, options)
    const result = await recover(one, options)
    const extra = one.sim.calls.length - one.sim.counts().auth - goal.calls
    const problem = problemOf(result, accountText(one.sim), goal)
    // From outside nobody sees which answers the program had written down: any of its calls may have been under way.
    return { ...crash, extra, allowed: options.concurrency + 3 + LOOK_UP, problem }
  } finally {
    await one.close()
  }
}

async function kill(one: Case, { call, moment }: Crash, { concurrency }: SweepOptions): Promise<void> {
  const { options: settings } = one.sim
  let calls = 0
  let killed = false
  const numbers = new WeakMap<object, number>()
  const child = start(one, ['apply', 'plan.json', '--concurrency', String(concurrency)])
  settings.observe = async (entry, seen) => {
    if (seen === 'arrived' && entry.kind !== 'auth') {
      calls += 1
      numbers.set(entry, calls)
    }
    if (numbers.get(entry) !== call || seen !== SEEN[moment]) return
    killed = true
    child.process.kill('SIGKILL')
    await child.ended
    if (moment === 'unsent') throw new Error('The program is gone.')
  }
  await child.ended
  settings.observe = () => undefined
  // How many rows share a look-up depends on what is under way, so that an apply may need a call less.
  if (!killed && calls >= call) throw new Error(`The program ended before call ${call}: ${child.said()}`)
}

async function recover(one: Case, { concurrency, recovery }: SweepOptions): Promise<RunResult> {
  const more = ['--json', '--concurrency', String(concurrency)]
  if (recovery === 'replan') {
    await finished(one, ['plan', '--export', 'listings.json', '--out', 'again.json'])
    return finished(one, ['apply', 'again.json', ...more])
  }
  const resumed = await finished(one, ['apply', '--resume', ...more])
  // Killed before there was a run: then the plan is what to apply, as the program says.
  return 'error' in resumed ? finished(one, ['apply', 'plan.json', ...more]) : resumed
}

async function finished(one: Case, args: string[]): Promise<RunResult> {
  const child = start(one, args)
  await child.ended
  const text = child.said()
  return (args.includes('--json') ? JSON.parse(text) : {}) as RunResult
}

interface Child {
  process: ChildProcess
  ended: Promise<unknown>
  said(): string
}

function start({ folder, sim }: Case, args: string[]): Child {
  const env = {
    PATH: process.env.PATH,
    PLYTIX_API_KEY: sim.options.apiKey,
    PLYTIX_API_PASSWORD: sim.options.apiPassword,
    PLYTIX_API_URL: sim.url,
    PLYTIX_AUTH_URL: sim.authUrl,
  }
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk
  })
  child.stderr.resume()
  return { process: child, ended: once(child, 'close'), said: () => out }
}
