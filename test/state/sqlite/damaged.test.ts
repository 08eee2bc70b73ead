import { cpSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SyncError } from '../../../src/model/errors.ts'
import type { ExportHeader } from '../../../src/model/export.ts'
import type { State } from '../../../src/model/state.ts'
import { unlock } from '../../../src/services/lock.ts'
import { rebuildState } from '../../../src/services/rebuild.ts'
import { describeRun, summariseRuns } from '../../../src/services/runs.ts'
import { verifyRun } from '../../../src/services/verify.ts'
import { lostRuns } from '../../../src/state/lost.ts'
import { sqliteState } from '../../../src/state/sqlite/index.ts'
import { create, digest, refusal, testClock } from '../../applier/world.ts'
import { boots, createRunWorld, WORKSPACE } from '../../services/run-world.ts'
import type { MemoryTarget } from '../../support/memory/index.ts'
import { temporaryFolder } from '../temporary.ts'
import { CONTENTS, DAMAGES } from './damages.ts'

const signal = new AbortController().signal
const commands = { resume: (run: string) => `sync apply --resume ${run}` }

/** A state folder with a history: a run with a failure, and one that was stopped. */
const past = mkdtempSync(join(tmpdir(), 'sync-past-'))
let target: MemoryTarget
let failed = ''

beforeAll(async () => {
  const state = sqliteState(past)
  const world = createRunWorld({
    state,
    answer: (write) => (write.kind === 'product' && write.key === 'AMZN-US-BAD' ? refusal() : null),
  })
  failed = (await world.apply([...boots(60), create('AMZN-US-BAD')])).result.run_id
  await world.apply([create('AMZN-US-B201'), create('AMZN-US-B202')], { limits: { budget: 63 }, concurrency: 1 })
  target = world.target
  await state.exports.remember({ path: 'a.ndjson', header: { provider: 'amazon', marketplace: 'US' } as ExportHeader })
  await state.quota(world.clock).keepCalls('memory', [1, 2])
  await state.quota(world.clock).keepLimits('memory', [{ limit: 20, window_size: 10, at: 1 }])
  target.allow(Number.POSITIVE_INFINITY)
  await state.close()
})

afterAll(() => rmSync(past, { recursive: true }))

const later = { random: () => 0.9 }

/** Every use that a command makes of a state folder. */
const USES: { [command: string]: (state: State) => unknown } = {
  apply: (state) => createRunWorld({ state, target }).apply(boots(2), later),
  'apply --resume': (state) => createRunWorld({ state, target }).apply({ resume: null }),
  'apply --retry-failed': (state) => createRunWorld({ state, target }).apply({ retry: failed }, later),
  plan: (state) => planning(state),
  runs: (state) => summariseRuns(state, commands),
  'runs show': (state) => describeRun(state, failed, commands),
  verify: (state) => verifyRun({ run: failed, state, workspace: WORKSPACE, target, digest }, signal),
  'state unlock': (state) => unlock(state, 'lock-00000001'),
}

/** What a plan looks for in the state. */
async function planning(state: State): Promise<void> {
  await lostRuns(state)
  await state.memory.load('memory')
  await state.memory.recent('memory', '2026-11-01')
  await state.memory.written('memory', ['AMZN-US-B1'])
  await state.memory.baselines('memory')
  await state.quota(testClock()).calls('memory')
  await state.quota(testClock()).limits('memory')
}

async function use(command: string, folder: string): Promise<unknown> {
  const state = sqliteState(folder, 0)
  try {
    return await USES[command]?.(state)
  } finally {
    await state.close()
  }
}

const rebuild = (folder: string) =>
  rebuildState(
    { state: sqliteState(folder), workspace: WORKSPACE, target: async () => target, clock: testClock(), digest },
    signal,
  )

/** The contents of all files, but for what SQLite shares in memory while the database is open. */
function contentsOf(folder: string): Map<string, string> {
  const names = lstatSync(folder).isDirectory() ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : ['']
  const files = names.filter((name) => lstatSync(join(folder, name)).isFile() && !name.endsWith('-shm'))
  return new Map(files.map((name) => [name, readFileSync(join(folder, name), 'latin1')]))
}

describe.each(DAMAGES)('a state database that $name', ({ code, says, make }) => {
  function damagedFolder(): string {
    const folder = join(temporaryFolder(), 'state')
    cpSync(past, folder, { recursive: true })
    make(join(folder, 'state.db'))
    return folder
  }

  test('is refused by every command, which says what to do and changes nothing', async () => {
    const folder = damagedFolder()
    const before = contentsOf(folder)

    for (const command of Object.keys(USES)) {
      const error = await use(command, folder).catch((thrown: unknown) => thrown as SyncError)
      expect(error, command).toBeInstanceOf(SyncError)
      expect(error, command).toMatchObject({ code, message: expect.stringMatching(says) })
      expect((error as SyncError).message).toContain(folder)
      expect((error as SyncError).hints).not.toEqual([])
      expect(contentsOf(folder)).toEqual(before)
    }
  })

  test('is moved aside by a rebuild when it is damaged, and else left to its owner', async () => {
    const folder = damagedFolder()
    const before = contentsOf(folder)

    if (code !== 'state-damaged') {
      await expect(sqliteState(folder, 0).condition()).rejects.toMatchObject({ code })
      return expect(contentsOf(folder)).toEqual(before)
    }
    await rebuild(folder)

    const after = contentsOf(folder)
    const kept = [...after.keys()].filter((name) => name.startsWith('state.db.damaged-'))
    for (const name of kept) expect(after.get(name)).toBe(before.get(name.replace(/\.damaged-[^-]*/, '')))
    expect(kept).not.toEqual([])
    expect(await use('runs', folder)).toHaveLength(2)
  })
})

describe.each(CONTENTS)('a state database whose $name', ({ says, make }) => {
  function damagedFolder(): string {
    const folder = join(temporaryFolder(), 'state')
    cpSync(past, folder, { recursive: true })
    make(join(folder, 'state.db'))
    return folder
  }

  test('ends the commands that meet it with a sentence, and no command with a fault of the program', async () => {
    const met: string[] = []

    for (const command of Object.keys(USES)) {
      const error = await use(command, damagedFolder()).then(
        () => null,
        (thrown: unknown) => thrown,
      )
      if (error !== null) expect(error, command).toBeInstanceOf(SyncError)
      if ((error as SyncError | null)?.code !== 'state-damaged') continue
      expect((error as SyncError).message, command).toMatch(says)
      expect(error).toMatchObject({ hints: [expect.stringMatching(/rebuild/)] })
      met.push(command)
    }

    expect(met).not.toEqual([])
  })

  test('is found by a rebuild, which keeps it', async () => {
    const folder = damagedFolder()
    const before = contentsOf(folder).get('state.db')

    const { reason, moved_to, runs } = await rebuild(folder)

    expect({ reason, runs }).toEqual({ reason: 'damaged', runs: 2 })
    expect(readFileSync(moved_to ?? '', 'latin1')).toBe(before)
    expect(await sqliteState(folder, 0).condition()).toBe('whole')
  })
})
