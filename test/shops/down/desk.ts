import type { Clock } from '../../../src/model/clock.ts'
import type { Plan } from '../../../src/model/plan.ts'
import type { RunResult } from '../../../src/model/run.ts'
import type { Workspace } from '../../../src/model/settings.ts'
import { isUnfinished, type State } from '../../../src/model/state.ts'
import type { Target } from '../../../src/model/target.ts'
import { recallAbsences } from '../../../src/services/absences.ts'
import { apply, type Work } from '../../../src/services/apply.ts'
import { makePlan } from '../../../src/services/plan.ts'
import { loadSources } from '../../../src/services/sources.ts'
import { digest, EVERYTHING } from '../../support/boots.ts'
import { providers } from '../../support/providers.ts'
import { frozen } from '../../support/world-desk.ts'
import type { Shop } from '../shop.ts'
import type { Catalogue } from './catalogue.ts'
import { exportsOf, type Reader, read } from './reading.ts'

/** Where somebody keeps a catalogue of what a shop sells: a workspace, a catalogue, and one machine with its exports. */
export interface DownDesk extends Pick<Reader, 'folder'> {
  workspace: Workspace
  clock: Clock
  catalogue: Catalogue
  state: State
  concurrency: number
  /** What statements and commits go through; absent: straight to the database. */
  through?: <T>(send: () => Promise<T>) => Promise<T>
}

const { signal } = new AbortController()
const ALLOWED = ['shrunken-export', 'large-change', 'large-delete'] as const

let draws = 0
/** No two runs have one id. */
const random = (): number => (draws++ % 0x10000) / 0x10000

async function reached<T>(
  { catalogue, workspace, through }: DownDesk,
  work: (target: Target) => Promise<T>,
): Promise<T> {
  const target = catalogue.open(workspace, through)
  try {
    return await work(target)
  } finally {
    await target.close()
  }
}

/** `sync plan`: from the newest complete export, which has to be there. */
export function plan(desk: DownDesk): Promise<Plan> {
  const { workspace, state, clock } = desk
  const folder = exportsOf(desk)
  const place = { workspace, providers, folder }
  return reached(desk, async (target) => {
    const sources = await loadSources(
      {
        ...{ ...place, file: null, shops: [], refuseOld: false, clock, emit: () => undefined },
        open: () => Promise.reject(new Error('There is no complete export.')),
        ...{ gtins: async () => null, onExport: () => undefined },
      },
      signal,
    )
    return makePlan(
      {
        ...{ workspace, sources, target, digest, clock },
        program: { name: 'catalog-sync', version: '0.1.0' },
        memory: (account, since) => state.memory.load(account, since),
        written: (account, keys) => state.memory.written(account, keys),
        absences: (absent) => recallAbsences(absent, { ...place, known: () => state.exports.list() }),
        selection: EVERYTHING,
        allow: new Set(ALLOWED),
      },
      signal,
    )
  })
}

/** `sync apply`. */
export function carryOut(desk: DownDesk, work: Work): Promise<RunResult> {
  const { workspace, state, concurrency, clock } = desk
  const given = {
    ...{ workspace, state, concurrency, clock, random, digest, limits: {} },
    // Nothing that is planned is edited when it is carried out.
    work: frozen(work),
    lock: { command: 'sync apply', timeout: 0 },
    resumeCommand: (run: string) => `sync apply --resume ${run}`,
    emit: () => undefined,
  }
  return reached(desk, async (target) => (await apply({ ...given, target }, signal)).result)
}

/** Goes on with the latest run; applies the plan where there was none. */
export async function goOn(desk: DownDesk, approved: Plan): Promise<RunResult> {
  const begun = (await desk.state.runs.list()).some(isUnfinished)
  return carryOut(desk, begun ? { resume: null } : { plan: approved })
}

/** Reads the shop, plans and applies. */
export async function settle(desk: DownDesk, shop: Shop): Promise<RunResult> {
  await read({ ...desk, shop })
  return carryOut(desk, { plan: await plan(desk) })
}
