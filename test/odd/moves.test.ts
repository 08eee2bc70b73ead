import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { readPlan, writePlan } from '../../src/state/plan-file.ts'
import type { Ware } from './bazaar/facts.ts'
import { good, openDesk, plan, settle } from './desk.ts'
import { oddWorkspace } from './workspace.ts'

const PRUNED = { prune: { images: false, links: false, products: false, variants: true } }
const ware = (id: string, ...sizes: string[]): Ware => ({
  ...{ shop: 'north', id, name: id },
  sizes: sizes.map((size) => ({ id: `size/${size}`, size: size.toUpperCase(), price: '9' })),
})
const sizesOf = (desk: ReturnType<typeof openDesk>, id: string) => Object.keys(good(desk, `north/${id}`).sizes).sort()

it('a part that the source lists in another whole is taken out of the one before it comes into the other', async () => {
  const desk = openDesk([ware('a', 'x'), ware('b', 'y', 'z')], { workspace: oddWorkspace(PRUNED) })
  await settle(desk)
  const later = { ...desk, wares: [ware('a', 'x', 'z'), ware('b', 'y')] }

  const { operations, blocked } = await plan(later)

  expect(blocked).toEqual([])
  expect(operations.map(({ id, depends_on }) => [id, depends_on])).toEqual([
    ['update:good.north/b', []],
    ['update:good.north/a', ['update:good.north/b']],
  ])
  await settle(later)
  expect([sizesOf(later, 'a'), sizesOf(later, 'b')]).toEqual([['north/size/x', 'north/size/z'], ['north/size/y']])
  expect(await plan(later)).toMatchObject({ operations: [], blocked: [], drift: [] })
})

it('a part moves into a new whole as well, and the plan of that can be kept', async () => {
  const desk = openDesk([ware('b', 'y', 'z')], { workspace: oddWorkspace(PRUNED) })
  await settle(desk)
  const later = { ...desk, wares: [ware('a', 'z'), ware('b', 'y')] }

  const approved = await plan(later)
  const folder = mkdtempSync(join(tmpdir(), 'sync-moves-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  await writePlan(join(folder, 'plan.json'), approved)
  expect((await readPlan(join(folder, 'plan.json'))).operations).toEqual(approved.operations)
  await settle(later)

  expect([sizesOf(later, 'a'), sizesOf(later, 'b')]).toEqual([['north/size/z'], ['north/size/y']])
})

it('a part stays where it is, and is never there twice, where nothing may be taken away', async () => {
  const desk = openDesk([ware('a', 'x'), ware('b', 'y', 'z')], { workspace: oddWorkspace() })
  await settle(desk)
  const later = { ...desk, wares: [ware('a', 'x', 'z'), ware('b', 'y')] }

  const { operations, blocked } = await plan(later)

  expect(operations).toEqual([])
  expect(blocked.map(({ code, message, hint }) => [code, message, hint])).toEqual([
    [
      'limit',
      'Its size north/size/z is left out: it has its place in north/b still.',
      'Plan with --prune variants, or write policy.prune: { variants: true } in sync.yaml, and it moves.',
    ],
    [
      'prune-off',
      '1 size of ours belongs to another good in the source now: north/size/z.',
      expect.stringContaining('--prune variants'),
    ],
  ])
})

it('two that change places do so in two plans', async () => {
  const desk = openDesk([ware('a', 'w', 'x'), ware('b', 'y', 'z')], { workspace: oddWorkspace(PRUNED) })
  await settle(desk)
  const later = { ...desk, wares: [ware('a', 'w', 'z'), ware('b', 'x', 'y')] }

  expect(await settle(later)).toMatchObject({ status: 'complete' })
  expect(await settle(later)).toMatchObject({ status: 'complete' })

  expect([sizesOf(later, 'a'), sizesOf(later, 'b')]).toEqual([
    ['north/size/w', 'north/size/z'],
    ['north/size/x', 'north/size/y'],
  ])
  expect(await plan(later)).toMatchObject({ operations: [], blocked: [], drift: [] })
})
