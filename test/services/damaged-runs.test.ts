import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rebuildState } from '../../src/services/rebuild.ts'
import { describeRun, summariseRuns } from '../../src/services/runs.ts'
import { planCopy } from '../../src/state/plan-copy.ts'
import { renderRebuilt } from '../../src/ui/state.ts'
import { digest } from '../applier/world.ts'
import { temporaryState } from '../state/temporary.ts'
import { boots, createRunWorld, type RunWorld, WORKSPACE } from './run-world.ts'

const commands = { resume: (run: string) => `sync apply --resume ${run}` }

/** A run that was stopped half-way, and where its folder is. */
async function stoppedRun() {
  const world = createRunWorld()
  const { result } = await world.apply(boots(3), { limits: { budget: 1 }, concurrency: 1 })
  world.target.allow(Number.POSITIVE_INFINITY)
  const plan = planCopy(world.state.folder, result.run_id)
  return { world, run: result.run_id, plan, record: join(dirname(plan), 'result.json') }
}

const replacedBy = (make: (path: string) => unknown) => (path: string) => {
  rmSync(path, { recursive: true, force: true })
  make(path)
}

const UNREADABLE: [string, (path: string) => void, RegExp][] = [
  ['is a folder', replacedBy(mkdirSync), /regular file|EISDIR/],
  ['is a link that leads to itself', replacedBy((path) => symlinkSync(path, path)), /ELOOP/],
]

describe.each<[string, (path: string) => void, { says: RegExp; problem: RegExp }]>([
  ['is missing', (path) => rmSync(path), { says: /is missing/, problem: /its plan is missing/ }],
  ['is empty', (path) => truncateSync(path), { says: /cut off/, problem: /its plan is damaged/ }],
  ['is cut off', (path) => truncateSync(path, 300), { says: /cut off/, problem: /its plan is damaged/ }],
  ['holds something else', (path) => writeFileSync(path, 'boots'), { says: /no JSON/, problem: /its plan is damaged/ }],
])('a run whose copy of the plan %s', (_, damage, { says, problem }) => {
  test('is not gone on with, and told as what it is', async () => {
    const { world, run, plan } = await stoppedRun()
    damage(plan)

    const refused = { code: 'run-corrupt', message: expect.stringMatching(says), hints: expect.any(Array) }
    await expect(world.apply({ resume: null })).rejects.toMatchObject(refused)
    await expect(describeRun(world.state, run, commands)).rejects.toMatchObject(refused)
    expect(await summariseRuns(world.state, commands)).toMatchObject([
      { status: 'corrupt', problem: expect.stringMatching(problem) },
    ])
  })
})

const pipe: [string, (path: string) => void, RegExp] = [
  'is a pipe',
  replacedBy((path) => execFileSync('mkfifo', [path])),
  /regular file/,
]

describe.each([...UNREADABLE, pipe])('a run whose copy of the plan %s', (_, damage, says) => {
  test('is not taken for one without a plan by any command', async () => {
    const { world, run, plan } = await stoppedRun()
    damage(plan)

    const refused = { code: 'run-unreadable', message: expect.stringMatching(says) }
    await expect(world.apply({ resume: null })).rejects.toMatchObject(refused)
    await expect(describeRun(world.state, run, commands)).rejects.toMatchObject(refused)
    expect(await summariseRuns(world.state, commands)).toMatchObject([
      { status: 'corrupt', problem: expect.stringMatching(says) },
    ])
  })
})

const rebuild = ({ state, target, clock }: RunWorld) =>
  rebuildState({ state, workspace: WORKSPACE, target: async () => target, clock, digest }, new AbortController().signal)

async function loseDatabase({ state }: RunWorld): Promise<void> {
  await state.close()
  for (const part of ['', '-wal', '-shm']) rmSync(join(state.folder, `state.db${part}`), { force: true })
}

describe('rebuilding from the folders of runs', () => {
  test.each([
    ['that is cut off', (text: string) => text.slice(0, 200)],
    ['that is empty', () => ''],
    ['of another run', (text: string) => text.replaceAll('20261121T', '20251121T')],
    ['without its outcomes', () => '{"run": {}}'],
    [
      'with an outcome that there is not',
      (text: string) => text.replace('"outcome":"succeeded"', '"outcome":"splendid"'),
    ],
    ['with a text for a number', (text: string) => text.replace(/"operations":3/, '"operations":"three"')],
  ])('leaves a result %s where it is, and says so', async (_, damage) => {
    const { world, run, record } = await stoppedRun()
    await loseDatabase(world)
    const text = damage(readFileSync(record, 'utf8'))
    writeFileSync(record, text)

    const rebuilt = await rebuild(world)

    expect(rebuilt).toMatchObject({ runs: 0, lost_runs: [], damaged_runs: [run] })
    expect(renderRebuilt(rebuilt).join('\n')).toContain(`The result of 1 run is damaged`)
    expect(readFileSync(record, 'utf8')).toBe(text)
    expect(await temporaryState(world.state.folder).runs.list()).toEqual([])
  })

  test.each(UNREADABLE)('does not pass over a result that %s', async (_, damage, says) => {
    const { world, record } = await stoppedRun()
    await loseDatabase(world)
    damage(record)

    await expect(rebuild(world)).rejects.toMatchObject({ code: 'run-unreadable', message: expect.stringMatching(says) })
  })

  test('does not take folders for runs that are none, and not a file for the folder of runs', async () => {
    const { world, plan } = await stoppedRun()
    await loseDatabase(world)
    mkdirSync(join(dirname(plan), '..', 'notes'))
    expect(await rebuild(world)).toMatchObject({ runs: 1, lost_runs: [], damaged_runs: [] })

    await loseDatabase({ ...world, state: temporaryState(world.state.folder) })
    rmSync(join(dirname(plan), '..'), { recursive: true })
    writeFileSync(join(dirname(plan), '..'), '')

    await expect(rebuild(world)).rejects.toMatchObject({ code: 'run-unreadable', hints: [expect.any(String)] })
  })
})
