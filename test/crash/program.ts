import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { stateFolder } from '../../src/config/account.ts'
import { loadWorkspace } from '../../src/config/index.ts'
import type { Emit } from '../../src/model/event.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { RunResult } from '../../src/model/run.ts'
import { isUnfinished } from '../../src/model/state.ts'
import type { Target } from '../../src/model/target.ts'
import { createHttp } from '../../src/net/http.ts'
import { AMAZON_FACTS } from '../../src/providers/amazon/facts.ts'
import { createPlytixTarget } from '../../src/providers/plytix/target.ts'
import { apply, type Work } from '../../src/services/apply.ts'
import { withBaselines } from '../../src/services/local-baselines.ts'
import { makePlan } from '../../src/services/plan.ts'
import { readSourceFile } from '../../src/services/source-file.ts'
import { toItems } from '../../src/services/sources.ts'
import { sqliteState } from '../../src/state/sqlite/index.ts'
import { eventLines } from '../../src/ui/live/lines.ts'
import { NOTHING_YET, seen } from '../../src/ui/live/view.ts'
import { renderWait } from '../../src/ui/waits.ts'
import { amazonShop, providers } from '../support/providers.ts'
import type { Case } from './case.ts'
import { crashingHttp } from './crashing-http.ts'
import { type Crash, createMortal, type Mortal } from './mortal.ts'
import { EXPORT } from './workshop.ts'

export interface ProgramOptions {
  concurrency: number
  /** Where it dies; absent: it does not. */
  crash?: Crash
  /** Milliseconds that it waits for answers. */
  timeout?: number
  /** Told what a person would see on the terminal. */
  tell?: (line: string) => void
}

/** The program as one process runs it, without a process: everything new but the files and the account. */
export interface Program {
  mortal: Mortal
  target: Target
  plan(): Promise<Plan>
  apply(plan: Plan): Promise<RunResult>
  /** Goes on with the latest run; applies the plan when it died before there was one. */
  resume(plan: Plan): Promise<RunResult>
  end(): Promise<void>
}

const random = Math.random
const signal = new AbortController().signal
const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** @param options.crash kills it: from then on no call leaves, and nothing is written down any more. */
export function startProgram({ folder, sim, clock }: Case, options: ProgramOptions): Program {
  const workspace = loadWorkspace({ providers, cwd: folder, config: undefined })
  const state = sqliteState(stateFolder(workspace.root, null))
  // Nothing is written any more, not even what waits for the next commit.
  const mortal = createMortal(options.crash ?? null, () => void state.close())
  const http = crashingHttp(createHttp({ timeout: options.timeout ?? 10_000 }), { apiUrl: sim.url, mortal })
  const account = createPlytixTarget({
    workspace,
    apiKey: sim.options.apiKey,
    apiPassword: sim.options.apiPassword,
    apiUrl: sim.url,
    authUrl: sim.authUrl,
    clock,
    random,
    share: 1,
    writes: (name) => state.memory.recent(name, new Date(clock.now() - 600_000).toISOString()),
    quota: state.quota(clock),
    onWait: (seconds, reason) => tell(renderWait({ seconds, reason, now: clock.now() })),
    http,
  })
  const target = withBaselines(account, { workspace, state, digest })
  function tell(lines: string[]): void {
    for (const one of lines) options.tell?.(one)
  }
  let view = NOTHING_YET
  const emit: Emit = (event) => {
    view = seen(view, event, clock.now())
    tell(eventLines(event, view, clock.now()))
  }
  async function execute(work: Work): Promise<RunResult> {
    const request = { work, workspace, target, state, concurrency: options.concurrency, clock, random, digest }
    const lock = { command: 'sync apply', timeout: 0 }
    const report = await apply(
      { ...request, lock, limits: {}, resumeCommand: (run) => `sync apply --resume ${run}`, emit },
      signal,
    )
    return report.result
  }
  return {
    mortal,
    target,
    async plan() {
      const { header, items, diagnostics } = await readSourceFile(join(folder, EXPORT), amazonShop('US'))
      return makePlan(
        {
          workspace,
          sources: toItems([{ header, items, diagnostics }], AMAZON_FACTS, workspace.settings),
          target,
          memory: (account, since) => state.memory.load(account, since),
          selection: EVERYTHING,
          allow: new Set(),
          program: { name: 'catalog-sync', version: '0.0.0' },
          clock,
          digest,
        },
        signal,
      )
    },
    apply: (plan) => execute({ plan }),
    resume: async (plan) => execute((await state.runs.list()).some(isUnfinished) ? { resume: null } : { plan }),
    async end() {
      await target.close()
      await state.close()
      if (mortal.died) await freeLock(state.folder)
    },
  }
}

/** A lock dies with its process, which here lives on. */
export async function freeLock(folder: string): Promise<void> {
  const state = sqliteState(folder)
  const { holder } = await state.lock.read()
  await state.lock.release(holder?.lock_id ?? '')
  await state.close()
}

const EVERYTHING = {
  only: [],
  addresses: [],
  exclude: [],
  style: null,
  limit: null,
  marketplaces: [],
  prune: [],
  complete: true,
}
