import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { texts } from '../../src/model/fields.ts'
import type { Json } from '../../src/model/json.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { RunResult } from '../../src/model/run.ts'
import type { Workspace } from '../../src/model/settings.ts'
import { sqliteState } from '../../src/state/sqlite/index.ts'
import type { Ware } from './bazaar/facts.ts'
import { carryOut, type OddDesk, openDesk, plan, settle } from './desk.ts'
import { type Depot, editGood, memoryDepot, type Shelf } from './stall/depot.ts'
import { directLine, type Line } from './stall/line.ts'

/** A stall that was written before and lived since, wares that moved on, and the plan between them. */
export interface Trial {
  /** The state folder as it is before the apply; copied for every case. */
  folder: string
  shelf: Shelf
  wares: Ware[]
  /** Absent: the plain one. */
  workspace?: Workspace
  plan: Plan
  close(): void
}

export const ACCOUNT = 'stall-trial'

export const ware = (n: number, more: Partial<Ware> = {}): Ware => ({
  shop: n % 2 === 0 ? 'north' : 'south',
  id: `w.${n}/1:a`,
  name: `Ware ${n}`,
  tags: ['felt', `t${n}`],
  lines: ['Warm.', 'Soft.'],
  price: `${n}.50`,
  ...more,
})
export const sized = (n: number, price: string, more: Partial<Ware> = {}): Ware =>
  ware(n, { ...more, sizes: ['s', 'm'].map((size) => ({ id: `w.${n}/1:a/${size}`, size, price, tags: [size] })) })
export const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, index) => from + index)

/** `size` wares are there before and change, in part; as many are new. */
export async function openTrial(size: number): Promise<Trial> {
  const folder = mkdtempSync(join(tmpdir(), 'sync-trial-'))
  const depot = memoryDepot()
  const state = sqliteState(folder)
  const before = numbers(0, size).map((n) => (n % 3 === 0 ? sized(n, '20.10') : ware(n)))
  const desk = openDesk(before, { depot, state, account: ACCOUNT })
  await settle(desk)
  for (const { code } of depot.load().goods.slice(0, 3)) {
    editGood(depot, code, ({ fields, sizes }) => {
      fields.tags = ['mine', ...((fields.tags as string[] | undefined) ?? [])]
      sizes['mine/1'] = { size: 'mine' }
    })
  }
  const later = [
    ...numbers(0, size).map((n) =>
      n % 3 === 0 ? sized(n, '21.00') : ware(n, { tags: ['felt', 'new'], name: `Ware ${n}, new` }),
    ),
    ...numbers(size, 2 * size).map((n) => (n % 3 === 0 ? sized(n, '9') : ware(n))),
  ]
  const approved = await plan({ ...desk, wares: later })
  await state.close()
  const close = (): void => rmSync(folder, { recursive: true, force: true })
  return { folder, shelf: depot.load(), wares: later, plan: approved, close }
}

export interface TrialCase {
  folder: string
  depot: Depot
  /** One process with this line to the stall. */
  process<T>(line: Line, work: (desk: OddDesk) => Promise<T>): Promise<T>
  close(): void
}

export function openCase(trial: Trial, concurrency: number): TrialCase {
  const folder = mkdtempSync(join(tmpdir(), 'sync-trial-'))
  cpSync(trial.folder, folder, { recursive: true })
  const depot = memoryDepot(trial.shelf)
  const { wares, workspace } = trial
  const common = { depot, account: ACCOUNT, concurrency, ...(workspace ? { workspace } : {}) }
  return {
    folder,
    depot,
    async process(line, work) {
      const state = sqliteState(folder)
      try {
        return await work(openDesk(wares, { ...common, line, state }))
      } finally {
        await state.close()
      }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A line that counts. */
export function countingLine(line: Line): { line: Line; calls(): number } {
  let calls = 0
  return {
    line: (request) => {
      calls += 1
      return line(request)
    },
    calls: () => calls,
  }
}

/** What a stall has, as a text; ids go by the order in which things come, revisions tell how often each was written. */
function shelfText({ goods, posters = [], signs = [] }: Shelf): string {
  const names = new Map([
    ...goods.map(({ id, code }) => [id, code] as const),
    ...posters.map(({ id, name }) => [id, name] as const),
  ])
  const named = (ids: Json | undefined) => texts(ids).map((id) => names.get(id) ?? id)
  const all = [
    ...goods.map(({ id: _id, rings = {}, ...good }) => {
      const fields = good.fields.posters ? { ...good.fields, posters: named(good.fields.posters) } : good.fields
      return {
        ...good,
        fields,
        rings: Object.entries(rings)
          .map(([ring, ids]) => [ring, ...named(ids).sort()])
          .sort(),
      }
    }),
    ...posters.map(({ name }) => ({ name })),
    ...signs.map(({ id: _id, ...sign }) => sign),
  ]
  return all
    .map((one) => JSON.stringify(one, sorted))
    .sort()
    .join('\n')
}

const sorted = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value

/** An apply that nothing disturbs: what every other one has to come to. */
export interface Goal {
  shelf: string
  calls: number
}

export async function undisturbed(trial: Trial, concurrency: number): Promise<Goal> {
  const one = openCase(trial, concurrency)
  const counted = countingLine(directLine(one.depot))
  const result = await one.process(counted.line, (desk) => carryOut(desk, { plan: trial.plan }))
  one.close()
  if (result.status !== 'complete' || result.operations.succeeded !== trial.plan.operations.length)
    throw new Error(`The undisturbed apply is not complete: ${JSON.stringify(result)}`)
  return { shelf: shelfText(one.depot.load()), calls: counted.calls() }
}

/** What is wrong with how it ended, `null` when nothing is: the stall, the accounts, and what the state remembers. */
export async function problemOf(
  one: TrialCase,
  { result, goal, operations }: { result: RunResult; goal: Goal; operations: number },
): Promise<string | null> {
  const total = Object.values(result.operations).reduce((sum, count) => sum + count, 0)
  if (result.status !== 'complete') return `${result.status}: ${JSON.stringify(result.failures.slice(0, 2))}`
  if (total !== operations) return `${total} of ${operations} operations are accounted for`
  const found = shelfText(one.depot.load())
  if (found !== goal.shelf) return `another stall: ${firstDifference(goal.shelf, found)}`
  const next = await one.process(directLine(one.depot), plan)
  const left = [...next.operations, ...next.drift, ...next.conflicts]
  return left.length === 0 ? null : `left to plan: ${JSON.stringify(left[0])}`
}

function firstDifference(wanted: string, found: string): string {
  const lines = found.split('\n')
  const place = wanted.split('\n').findIndex((line, index) => line !== lines[index])
  return `${wanted.split('\n')[place]} became ${lines[place]}`
}
