import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rebuildState } from '../../src/services/rebuild.ts'
import { create, digest } from '../applier/world.ts'
import { edit } from '../state/sqlite/damages.ts'
import { temporaryState } from '../state/temporary.ts'
import { createRunWorld, type RunWorld, WORKSPACE } from './run-world.ts'

const signal = new AbortController().signal

const rebuild = ({ state, target, clock }: RunWorld) =>
  rebuildState({ state, workspace: WORKSPACE, target: async () => target, clock, digest }, signal)

async function usedWorld(): Promise<RunWorld> {
  const world = createRunWorld()
  const baseline = { fields: ['label', 'attributes.amazon_title'], links: {} }
  await world.apply([create('AMZN-US-B1', { attributes: { amazon_title: 'Bomber' } }, { baseline })])
  await world.apply([create('AMZN-US-B2'), create('AMZN-US-B3')], { limits: { budget: 2 }, concurrency: 1 })
  world.target.allow(Number.POSITIVE_INFINITY)
  return world
}

test('restores what can be read back, and keeps the damaged file', async () => {
  const world = await usedWorld()
  const { folder } = world.state
  const before = await world.state.runs.list()
  const memory = await world.state.memory.load('memory')
  await world.state.close()
  const damaged = Buffer.from('not a database, '.repeat(100))
  writeFileSync(join(folder, 'state.db'), damaged)

  const rebuilt = await rebuild(world)

  expect(rebuilt).toMatchObject({ reason: 'damaged', products: 2, runs: 2, lost_runs: [] })
  expect(rebuilt.moved_to).toMatch(/state\.db\.damaged-20261121T030000Z$/)
  expect(readFileSync(rebuilt.moved_to ?? '').equals(damaged)).toBe(true)
  const state = temporaryState(folder)
  const counted = (await state.runs.list()).map(({ run_id, counts, status }) => ({ run_id, counts, status }))
  expect(counted).toEqual(before.map(({ run_id, counts, status }) => ({ run_id, counts, status })))
  expect(await state.memory.load('memory')).toEqual(memory)
  expect((await state.memory.written('memory', ['AMZN-US-B1'])).get('AMZN-US-B1')?.fields).toMatchObject({
    'attributes.amazon_title': 'Bomber',
  })
  expect(readdirSync(folder)).not.toContain('rebuilding')
})

test('keeps what an earlier rebuild has kept, even of the same second', async () => {
  const world = await usedWorld()
  const { folder } = world.state
  const kept: string[] = []
  for (const damage of ['first', 'second', 'third']) {
    await world.state.close()
    writeFileSync(join(folder, 'state.db'), damage)
    kept.push((await rebuild({ ...world, state: temporaryState(folder) })).moved_to ?? '')
  }

  expect(kept.map((path) => readFileSync(path, 'utf8'))).toEqual(['first', 'second', 'third'])
})

test('lets a run go on that had ended before the loss', async () => {
  const world = await usedWorld()
  await world.state.close()
  for (const part of ['', '-wal', '-shm']) rmSync(join(world.state.folder, `state.db${part}`), { force: true })
  await rebuild(world)
  const again = createRunWorld({ target: world.target, state: temporaryState(world.state.folder) })

  const { result } = await again.apply({ resume: null })

  expect(result).toMatchObject({ status: 'complete', operations: { succeeded: 2 } })
})

test('leaves a database alone that is in order, or of a newer program', async () => {
  const world = await usedWorld()
  await expect(rebuild(world)).rejects.toMatchObject({ code: 'state-healthy' })
  edit(join(world.state.folder, 'state.db'), 'PRAGMA user_version = 99')

  await expect(rebuild(world)).rejects.toMatchObject({ code: 'state-newer' })
  expect(await world.state.runs.list()).toHaveLength(2)
})

test('changes nothing when the account cannot be read', async () => {
  const world = await usedWorld()
  await world.state.close()
  const file = join(world.state.folder, 'state.db')
  writeFileSync(file, 'damaged')
  const target = { ...world.target, read: () => Promise.reject(new Error('no answer')) }

  await expect(rebuild({ ...world, target })).rejects.toThrow('no answer')

  expect(readFileSync(file, 'utf8')).toBe('damaged')
  expect(existsSync(join(world.state.folder, 'rebuilding'))).toBe(false)
})
