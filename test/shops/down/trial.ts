import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Plan } from '../../../src/model/plan.ts'
import type { RunResult } from '../../../src/model/run.ts'
import type { Workspace } from '../../../src/model/settings.ts'
import { sqliteState } from '../../../src/state/sqlite/index.ts'
import { leapingClock } from '../../providers/amazon/world.ts'
import { openShop, type Shop } from '../shop.ts'
import { type Catalogue, type Copy, EMPTY } from './catalogue.ts'
import { catalogueText, twiceIn } from './contents.ts'
import { type DownDesk, plan, settle } from './desk.ts'
import { lives, opens } from './goods.ts'
import { read } from './reading.ts'
import { catalogueWorkspace } from './workspace.ts'

/** A shop that was read, a catalogue as it was before, and the plan between them. */
export interface DownTrial {
  workspace: Workspace
  catalogue: Catalogue
  /** What the catalogue holds before the apply. */
  copy: Copy
  /** The state folder before the apply, exports among it; copied for every case. */
  folder: string
  plan: Plan
  /** Milliseconds since 1970: when it was planned. */
  at: number
  close(): void
}

const A_DAY = 25 * 3_600_000

/** Nothing is in the catalogue yet. */
export function openFirstLoad(catalogue: Catalogue): Promise<DownTrial> {
  return trialOf(catalogue, async (desk, shop) => void (await read({ ...desk, shop })))
}

/** The shop moved on since; two reads a day apart tell that what it lacks is gone. */
export function openLaterLoad(catalogue: Catalogue): Promise<DownTrial> {
  return trialOf(catalogue, async (desk, shop) => {
    await settle(desk, shop)
    shop.people(lives)
    shop.rest()
    await read({ ...desk, shop })
    shop.clock.leap(A_DAY)
    await read({ ...desk, shop })
  })
}

async function trialOf(
  catalogue: Catalogue,
  prepare: (desk: DownDesk, shop: Shop) => Promise<void>,
): Promise<DownTrial> {
  const folder = mkdtempSync(join(tmpdir(), 'sync-down-'))
  const workspace = catalogueWorkspace({ prunes: true })
  await catalogue.restore(EMPTY)
  const shop = await openShop()
  const state = sqliteState(folder)
  try {
    shop.people(opens)
    shop.rest()
    const desk: DownDesk = { workspace, catalogue, folder, state, clock: shop.clock, concurrency: 8 }
    await prepare(desk, shop)
    const approved = await plan(desk)
    const close = (): void => rmSync(folder, { recursive: true, force: true })
    return { workspace, catalogue, copy: await catalogue.copy(), folder, plan: approved, at: shop.clock.now(), close }
  } finally {
    await state.close()
    await shop.close()
  }
}

/** The same catalogue and the same machine once more. */
export interface DownCase {
  folder: string
  /** One process. */
  process<T>(work: (desk: DownDesk) => Promise<T>): Promise<T>
  close(): void
}

export async function openCase(trial: DownTrial, concurrency: number): Promise<DownCase> {
  const { workspace, catalogue, copy, at } = trial
  const folder = mkdtempSync(join(tmpdir(), 'sync-down-'))
  cpSync(trial.folder, folder, { recursive: true })
  await catalogue.restore(copy)
  const clock = leapingClock(at)
  return {
    folder,
    async process(work) {
      const state = sqliteState(folder)
      try {
        return await work({ workspace, catalogue, folder, state, clock, concurrency })
      } finally {
        await state.close()
      }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** What every apply has to come to. */
export interface Goal {
  text: string
  /** Statements and commits. */
  calls: number
}

/** What is wrong with how it ended, `null` when nothing is: the run, the rows, and what a further plan would do. */
export async function problemOf(
  one: DownCase,
  { trial, result, text }: { trial: DownTrial; result: RunResult; text: string | null },
): Promise<string | null> {
  const { catalogue } = trial
  if (result.status !== 'complete') return `${result.status}: ${JSON.stringify(result.failures.slice(0, 2))}`
  const twice = await twiceIn(catalogue)
  if (twice.length > 0) return `there more than once: ${twice.join(', ')}`
  const found = await catalogueText(catalogue)
  if (text !== null && found !== text) return `another catalogue: ${firstDifference(text, found)}`
  const next = await one.process(plan)
  const left = [...next.operations, ...next.ambiguous, ...next.blocked]
  return left.length === 0 ? null : `left to plan: ${JSON.stringify(left[0])}`
}

export function firstDifference(wanted: string, found: string): string {
  const lines = found.split('\n')
  const place = wanted.split('\n').findIndex((line, index) => line !== lines[index])
  return `${wanted.split('\n')[place]} became ${lines[place]}`
}
