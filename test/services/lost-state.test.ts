import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { State } from '../../src/model/state.ts'
import { summariseRuns } from '../../src/services/runs.ts'
import { lostRuns } from '../../src/state/lost.ts'
import { planCopy } from '../../src/state/plan-copy.ts'
import { temporaryState } from '../state/temporary.ts'
import { boots, createRunWorld, isProduct, Killed, killAt } from './run-world.ts'

const commands = { resume: (run: string) => `sync apply --resume ${run}` }

/** The state folder as it was, with the database taken away. */
async function without(state: State): Promise<State> {
  await state.close()
  for (const part of ['', '-wal', '-shm']) rmSync(join(state.folder, `state.db${part}`), { force: true })
  return temporaryState(state.folder)
}

describe('a state database that was lost', () => {
  test('is noticed by its run folders, and nothing is applied on the word of an empty one', async () => {
    const world = createRunWorld()
    await world.apply(boots(2))
    const state = await without(world.state)

    await expect(createRunWorld({ state, target: world.target }).apply(boots(3))).rejects.toMatchObject({
      code: 'state-lost',
      hints: [expect.stringContaining('sync state rebuild')],
    })
    await expect(summariseRuns(state, commands)).rejects.toMatchObject({ code: 'state-lost' })
  })

  test('is noticed as well when a command made an empty one meanwhile, and can be made anew', async () => {
    const world = createRunWorld()
    await world.apply(boots(1))
    const state = await without(world.state)
    await state.open()

    expect(await state.condition()).toBe('whole')
    expect(await lostRuns(state)).toHaveLength(1)
  })

  test('is not one that is new', async () => {
    expect(await lostRuns(temporaryState())).toEqual([])
  })

  test('is not one that knows any run, whatever else lies there', async () => {
    const world = createRunWorld()
    const { result } = await world.apply(boots(1))
    cpSync(join(world.state.folder, 'runs', result.run_id), join(world.state.folder, 'runs', '20250101T000000Z-aaaa'), {
      recursive: true,
    })
    expect(await lostRuns(world.state)).toEqual([])
  })

  test('is not told by folders that are no runs', async () => {
    const state = temporaryState()
    writeFileSync(join(state.folder, 'runs'), '') // a file in the place of the folder
    rmSync(join(state.folder, 'runs'))
    cpSync(import.meta.dirname, join(state.folder, 'runs', 'notes'), { recursive: true })

    expect(await lostRuns(state)).toEqual([])
  })
})

describe('a run that was cut off, and whose copy of the plan is damaged', () => {
  test.each([
    ['after the write', 'after', []],
    ['before the write', 'before', ['create:product.AMZN-US-B1']],
  ] as const)('is asked about as far as it can be: killed %s', async (_, when, unclear) => {
    const world = createRunWorld()
    const kill = killAt(isProduct('AMZN-US-B1'), when)
    await expect(world.apply(boots(2), { target: kill.wrap(world.target), concurrency: 1 })).rejects.toThrow(Killed)
    const [cut] = await summariseRuns(world.state, commands)
    writeFileSync(planCopy(world.state.folder, cut?.run_id ?? ''), '{"format_version": "1.1", "operat')

    const { notes, result } = await world.apply(boots(3))

    expect(result).toMatchObject({ status: 'complete' })
    expect(world.target.snapshot().products.filter(({ sku }) => sku.startsWith('AMZN-'))).toHaveLength(3)
    const said = notes.filter(({ code }) => code === 'unclear-operations').map(({ message }) => message)
    expect(said).toHaveLength(unclear.length)
    for (const id of unclear) expect(said[0]).toContain(id)
  })
})
