import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { RunResult } from '../../src/model/run.ts'
import type { PlytixFault } from '../../src/sandbox/plytix/fault-options.ts'
import type { AccountSeed } from '../../src/sandbox/plytix/index.ts'
import { Stage } from './stage.ts'
import { contentsOf } from './undisturbed.ts'

const LISTINGS = 24
let undisturbed: Required<AccountSeed>

const stages: Stage[] = []

async function open(): Promise<Stage> {
  const stage = await Stage.open({ listings: LISTINGS })
  stages.push(stage)
  return stage
}

beforeAll(async () => {
  const stage = await open()
  expect((await stage.apply()).status).toBe('complete')
  undisturbed = contentsOf(stage.sandbox)
})

afterAll(() => Promise.all(stages.map((stage) => stage.close())))

const tenth = { probability: 0.1, seed: 7 }

const faults: [name: string, faults: PlytixFault[]][] = [
  ['a tenth of the calls throttled', [{ effect: '429', ttl: 20, ...tenth }]],
  [
    'writes that are done but not answered',
    [
      { effect: '500-after', kind: 'write', ...tenth },
      { effect: 'reset-after', kind: 'write', probability: 0.1, seed: 8 },
    ],
  ],
  ['connections that break', [{ effect: 'reset-before', ...tenth }]],
  [
    'cut and foreign answers, and a token that expires',
    [
      { effect: 'truncated', ...tenth },
      { effect: 'html', probability: 0.05, seed: 9 },
      { effect: '401', nth: 20 },
    ],
  ],
]

test.concurrent.for(faults)('%s: the account ends as if nothing had happened', async ([, list]) => {
  const stage = await open()
  expect((await stage.sync('plan', '--out', 'plan.json')).code).toBe(0)
  stage.sandbox.plytix.options.faults = list

  const ended = await stage.sync('apply', 'plan.json', '--json')
  stage.sandbox.plytix.options.faults = []

  const { status, operations, calls } = JSON.parse(ended.stdout) as RunResult
  expect([ended.code, status]).toEqual([0, 'complete'])
  expect(operations.succeeded + operations.adopted).toBe(stage.savedPlan('plan.json').operations.length)
  expect(calls.retried).toBeGreaterThan(0)
  expect(contentsOf(stage.sandbox)).toEqual(undisturbed)
  expect((await stage.plan()).operations).toEqual([])
})

test.concurrent('interrupted, an apply says what is done, and planning again does the rest', async () => {
  const stage = await open()
  await stage.sync('plan', '--out', 'plan.json')
  const { options } = stage.sandbox.plytix
  const gate = Promise.withResolvers<void>()
  const enough = () => stage.sandbox.plytix.counts().writes >= 30
  options.observe = (_, moment) => (moment === 'arrived' && enough() ? gate.promise : undefined)
  const { child, ended } = stage.start('apply', 'plan.json', '--json')
  let told = ''
  child.stderr?.on('data', (text: string) => (told += text))
  await vi.waitUntil(enough, { timeout: 120_000, interval: 5 })
  child.kill('SIGINT')
  await vi.waitUntil(() => told.includes('the calls in flight finish first'), { timeout: 120_000, interval: 5 })
  gate.resolve()

  const { code, stdout } = await ended

  const result = JSON.parse(stdout) as RunResult
  const total = Object.values(result.operations).reduce((sum, count) => sum + count, 0)
  expect([code, result.status]).toEqual([130, 'interrupted'])
  expect(total).toBe(stage.savedPlan('plan.json').operations.length)
  expect(result.operations.pending).toBeGreaterThan(0)
  expect(result.operations).toMatchObject({ failed: 0, conflict: 0 })
  expect(result.operations.succeeded).toBe(stage.sandbox.plytix.counts().writes)

  expect((await stage.apply()).status).toBe('complete')
  expect(contentsOf(stage.sandbox)).toEqual(undisturbed)
  expect((await stage.plan()).operations).toEqual([])
})
