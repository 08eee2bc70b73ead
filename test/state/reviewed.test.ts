import { mkdirSync, readdirSync, readFileSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Operation, Plan } from '../../src/model/plan.ts'
import { planId } from '../../src/state/plan-id.ts'
import { isPlanId, loadReviewed, saveReviewed } from '../../src/state/reviewed.ts'
import { planWith, update } from '../ui/plans.ts'
import { temporaryFolder } from './temporary.ts'

function planOf(...operations: Operation[]): Plan {
  return { ...planWith({ operations }), plan_id: planId(operations) }
}

const retitled = (number: number, title = `Boot ${number}`) =>
  update(`AMZN-US-B${number}`, { amazon_title: ['Boot', title] })
const PLAN = planOf(retitled(1), retitled(2))
const place = (folder: string) => join(folder, 'reviewed')
const fileOf = (folder: string, plan: Plan) => join(place(folder), `${plan.plan_id.slice('sha256:'.length)}.ndjson`)

async function saved(plan: Plan): Promise<string> {
  const folder = temporaryFolder()
  await saveReviewed(folder, plan)
  return folder
}

describe('what was reviewed', () => {
  test('comes back with its operations, its workspace, its sources and what it was narrowed by', async () => {
    const folder = await saved(PLAN)

    const { plan_id, created_at, workspace, sources, selection, operations } = PLAN
    const kept = { plan_id, created_at, workspace, sources, selection, operations, count: 2 }
    expect(await loadReviewed(folder, PLAN.plan_id)).toEqual(kept)
  })

  test('is for the user alone who planned', async () => {
    const folder = await saved(PLAN)

    expect(statSync(place(folder)).mode & 0o777).toBe(0o700)
    expect(statSync(fileOf(folder, PLAN)).mode & 0o777).toBe(0o600)
  })

  test('is not known under another id', async () => {
    expect(await loadReviewed(await saved(PLAN), planOf(retitled(3)).plan_id)).toBeNull()
  })

  test.each([
    ['cut off', (file: string) => truncateSync(file, statSync(file).size - 40)],
    ['empty', (file: string) => truncateSync(file, 0)],
    ['edited', (file: string) => writeFileSync(file, readFileSync(file, 'utf8').replace('"Boot 2"', '"Shoe 2"'))],
    [
      'without an operation',
      (file: string) => writeFileSync(file, `${readFileSync(file, 'utf8').split('\n').slice(0, 2).join('\n')}\n`),
    ],
    [
      'of another version',
      (file: string) => writeFileSync(file, readFileSync(file, 'utf8').replace('{"version":"1"', '{"version":"2"')),
    ],
    ['no JSON', (file: string) => writeFileSync(file, 'boots\n')],
    ['null', (file: string) => writeFileSync(file, 'null\nnull\n')],
  ])('counts as unknown when its file is %s', async (_, damage) => {
    const folder = await saved(PLAN)
    damage(fileOf(folder, PLAN))

    expect(await loadReviewed(folder, PLAN.plan_id)).toBeNull()
  })

  test('counts as unknown when a folder is in its place', async () => {
    const folder = temporaryFolder()
    mkdirSync(fileOf(folder, PLAN), { recursive: true })

    expect(await loadReviewed(folder, PLAN.plan_id)).toBeNull()
  })

  test('is kept without its operations when they take more than 4 MiB', async () => {
    const long = 'x'.repeat(500_000)
    const plan = planOf(...Array.from({ length: 10 }, (_, number) => retitled(number, long)))
    const folder = await saved(plan)

    expect(await loadReviewed(folder, plan.plan_id)).toMatchObject({ count: 10, operations: null })
    expect(statSync(fileOf(folder, plan)).size).toBeLessThan(10_000)
  })

  test('is dropped when eight newer plans are kept', async () => {
    const folder = temporaryFolder()
    const plans = Array.from({ length: 10 }, (_, number) => planOf(retitled(number)))
    for (const [index, plan] of plans.entries()) {
      await saveReviewed(folder, plan)
      utimesSync(fileOf(folder, plan), 1_000 + index, 1_000 + index)
    }

    const known = await Promise.all(plans.map(({ plan_id }) => loadReviewed(folder, plan_id)))
    expect(known.map((review) => review !== null)).toEqual([false, false, ...plans.slice(2).map(() => true)])
  })

  test('takes what a crash left half written with it after an hour, and nothing of others', async () => {
    const folder = await saved(PLAN)
    const [old, young, other] = ['.0a1b2c3d.tmp', '.0a1b2c3e.tmp', '.bak'].map((end) => fileOf(folder, PLAN) + end)
    for (const file of [old, young, other]) writeFileSync(file as string, '')
    for (const file of [old, other]) utimesSync(file as string, 1_000, 1_000)

    await saveReviewed(folder, PLAN)

    expect(
      readdirSync(place(folder))
        .map((name) => name.slice(64))
        .sort(),
    ).toEqual(['.ndjson', '.ndjson.0a1b2c3e.tmp', '.ndjson.bak'])
  })
})

test.each([
  ['sha256:', false],
  ['a'.repeat(64), false],
  [`sha256:${'A'.repeat(64)}`, false],
  [`sha256:${'a'.repeat(63)}`, false],
  [`sha256:${'a'.repeat(64)}\n`, false],
  [`sha256:../../${'a'.repeat(58)}`, false],
  [`sha256:${'a'.repeat(64)}`, true],
])('%j is the id of a plan: %s', (id, is) => expect(isPlanId(id)).toBe(is))
