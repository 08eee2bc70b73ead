import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createProgramWorld } from './program.ts'

test('lists, shows, verifies and retries runs, and mends a damaged state', async () => {
  let dead: string | null = ''
  const fetchAsset = (url: string) => {
    if (dead === '') dead = url
    return dead === url ? null : { bytes: url }
  }
  const world = await createProgramWorld({ listings: 12, plytix: { asyncDelayMs: 1, fetchAsset } })
  await world.run('plan', '--out', 'plan.json')
  const applied = await world.run('apply', 'plan.json', '--json')
  const { run_id, operations, failures } = JSON.parse(applied.stdout)

  expect(applied.code).toBe(1)
  expect(operations.failed).toBeGreaterThan(0)
  expect(failures[0]).toMatchObject({ action: 'upload', code: 'image-unreachable' })
  const listed = JSON.parse((await world.run('runs', '--json')).stdout)
  expect(listed.runs).toMatchObject([{ run_id, status: 'partial', operations }])
  expect(listed.runs[0]).not.toHaveProperty('failures')
  const shown = JSON.parse((await world.run('runs', 'show', run_id, '--json')).stdout)
  expect(shown).toMatchObject({ run_id, failures })
  expect(shown.outcomes).toHaveLength(Object.values<number>(operations).reduce((sum, number) => sum + number, 0))
  const text = (await world.run('runs', 'show', run_id)).stdout
  const command = /To try what failed again: sync (.+)/.exec(text)?.[1]?.split(' ') ?? []
  expect(command).toEqual(['apply', '--retry-failed', run_id])
  dead = null
  const retried = await world.run(...command, '--json')
  expect(retried.code).toBe(0)
  expect(JSON.parse(retried.stdout).operations.succeeded).toBeGreaterThan(operations.failed)
  const [latest, ...others] = JSON.parse((await world.run('runs', '--limit', '1', '--json')).stdout).runs
  expect([latest.run_id, others]).toEqual([JSON.parse(retried.stdout).run_id, []])
  expect((await world.run('plan', '--detailed-exitcode')).code).toBe(0)
  expect((await world.run('verify', run_id)).code).toBe(0)

  const product = world.sandbox.plytix.store.snapshot().products.find(({ sku }) => sku.startsWith('AMZN-'))
  const live = world.sandbox.plytix.store.product(product?.sku ?? '')
  Object.assign(live?.attributes ?? {}, { amazon_title: 'Changed by hand' })
  const verified = await world.run('verify', run_id, '--json')
  expect(verified.code).toBe(1)
  expect(JSON.parse(verified.stdout)).toMatchObject({ run_id, ok: false, differences: [{ live: 'Changed by hand' }] })

  const folder = join(world.folder, 'state/default')
  expect((await world.run('state', 'rebuild')).stderr).toContain('is in order')
  writeFileSync(join(folder, 'state.db'), 'damaged '.repeat(1000))
  const broken = await world.run('runs')
  expect(broken.code).toBe(1)
  expect(broken.stderr).toContain('sync state rebuild')
  const rebuilt = await world.run('state', 'rebuild')
  expect(rebuilt.code).toBe(0)
  expect(rebuilt.stdout).toContain('2 runs')
  expect(readdirSync(folder).some((name) => name.startsWith('state.db.damaged-'))).toBe(true)
  expect(JSON.parse((await world.run('runs', '--json')).stdout).runs).toHaveLength(2)
})

test('refuses unknown runs, locks and wrong combinations with a sentence and exit code 1', async () => {
  const world = await createProgramWorld({ listings: 3 })

  const refused = [
    [['runs', 'show', '20261121T030000Z-3f2a'], 'There is no run 20261121T030000Z-3f2a'],
    [['verify', '../../etc'], 'There is no run ../../etc'],
    [['state', 'unlock', 'lock-12345678'], 'The state folder is not locked.'],
    [['apply', '--resume'], 'There is no run to resume.'],
    [['apply', '--resume=20261121T030000Z-3f2a'], 'There is no run 20261121T030000Z-3f2a'],
    [['apply', '--resume', '--style', 'X'], '--style cannot change it'],
    [['apply', '--resume', '--retry-failed', 'X'], 'cannot also be provided'],
    [['apply', 'plan.json', '--max-duration', 'soon'], '--max-duration takes a duration'],
  ] as const
  for (const [args, text] of refused) {
    const { code, stderr } = await world.run(...args)
    expect(stderr).toContain(text)
    expect(code).toBe(1)
  }
})

test('keeps to a budget of calls, exits with 3, and stays resumable', async () => {
  const world = await createProgramWorld({ listings: 12, plytix: { asyncDelayMs: 1 } })
  await world.run('plan', '--out', 'plan.json')
  world.sandbox.plytix.resetCounts()

  const stopped = await world.run('apply', 'plan.json', '--budget', '20', '--json')
  const calls = world.sandbox.plytix.calls.filter(({ kind }) => kind !== 'auth').length
  const timed = await world.run('apply', '--resume', '--max-duration', '0s', '--json')

  expect(stopped.code).toBe(3)
  expect(calls).toBe(20)
  const { run_id, resume } = JSON.parse(stopped.stdout)
  expect(resume).toBe(`sync apply --resume ${run_id}`)
  expect(timed.code).toBe(3)
  expect((await world.run('apply', '--resume', run_id)).code).toBe(0)
})
