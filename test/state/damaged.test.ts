import { cpSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SyncError } from '../../src/model/errors.ts'
import type { MemoryTarget } from '../../src/providers/memory/index.ts'
import { unlock } from '../../src/services/lock.ts'
import { rebuildState } from '../../src/services/rebuild.ts'
import { describeRun, summariseRuns } from '../../src/services/runs.ts'
import { verifyRun } from '../../src/services/verify.ts'
import { openState, type State } from '../../src/state/database.ts'
import { lostRuns } from '../../src/state/lost.ts'
import { loadMemory } from '../../src/state/memory.ts'
import { needsRebuild } from '../../src/state/rebuild.ts'
import { create, digest, refusal, testClock } from '../applier/world.ts'
import { boots, createRunWorld, WORKSPACE } from '../services/run-world.ts'
import { DAMAGES } from './damages.ts'
import { temporaryFolder } from './temporary.ts'

const signal = new AbortController().signal
const commands = { resume: (run: string) => `sync apply --resume ${run}` }

/** A state folder with a history: a run with a failure, and one that was stopped. */
const past = mkdtempSync(join(tmpdir(), 'sync-past-'))
let target: MemoryTarget
let failed = ''

beforeAll(async () => {
  const state = openState(past)
  const world = createRunWorld({
    state,
    answer: (write) => (write.kind === 'product' && write.sku === 'AMZN-US-BAD' ? refusal() : null),
  })
  failed = (await world.apply([...boots(60), create('AMZN-US-BAD')])).result.run_id
  await world.apply([create('AMZN-US-B201'), create('AMZN-US-B202')], { limits: { budget: 63 }, concurrency: 1 })
  target = world.target
  target.allow(Number.POSITIVE_INFINITY)
  state.close()
})

afterAll(() => rmSync(past, { recursive: true }))

/** Every use that a command makes of a state folder. */
const USES: { [command: string]: (state: State) => unknown } = {
  apply: (state) => createRunWorld({ state, target }).apply(boots(2)),
  'apply --resume': (state) => createRunWorld({ state, target }).apply({ resume: null }),
  'apply --retry-failed': (state) => createRunWorld({ state, target }).apply({ retry: failed }),
  plan: (state) => [lostRuns(state), loadMemory(state, 'memory')],
  runs: (state) => summariseRuns(state, commands),
  'runs show': (state) => describeRun(state, failed, commands),
  verify: (state) => verifyRun({ run: failed, state, workspace: WORKSPACE, target, digest }, signal),
  'state unlock': (state) => unlock(state, 'lock-00000001'),
}

async function use(command: string, folder: string): Promise<unknown> {
  const state = openState(folder, 0)
  try {
    return await USES[command]?.(state)
  } finally {
    state.close()
  }
}

const rebuild = (folder: string) =>
  rebuildState({ folder, workspace: WORKSPACE, target: async () => target, clock: testClock(), digest }, signal)

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
      expect(() => needsRebuild(folder, 0)).toThrow(expect.objectContaining({ code }))
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
