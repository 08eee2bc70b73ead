import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import { ownedBoot } from '../support/boots.ts'
import { createProgramWorld, type ProgramWorld } from './program.ts'

type Snapshot = ReturnType<ProgramWorld['sandbox']['plytix']['store']['snapshot']>

/** What undoing brings back: products as they were, whatever the times and the definitions. */
function products({ products, links }: Snapshot) {
  return { products, links: links?.filter(({ targets }) => targets.length > 0) }
}

const snapshot = ({ sandbox }: ProgramWorld) => products(sandbox.plytix.store.snapshot())

/** Everything but the product that a person has changed. */
const others = (world: ProgramWorld, sku: string) => snapshot(world).products?.filter((one) => one.sku !== sku)

async function planned(world: ProgramWorld, ...args: string[]): Promise<Plan> {
  const { code, stdout, stderr } = await world.run(...args, '--json')
  if (code !== 0) throw new Error(stderr || stdout)
  return JSON.parse(stdout) as Plan
}

test('undoes a run, sparing what a person changed since, and the undo as well', async () => {
  const world = await createProgramWorld({ listings: 8, plytix: { asyncDelayMs: 0 } })
  const before = snapshot(world)
  await world.run('plan', '--out', 'plan.json')
  await world.run('apply', 'plan.json')
  const created = snapshot(world)

  const held = await planned(world, 'undo', 'latest')
  expect(held.operations.every(({ action }) => action === 'unlink')).toBe(true)
  expect(held.summary.blocked).toBeGreaterThan(0)
  expect((await world.run('undo', 'latest')).stdout).toContain('--allow-deletes')

  const [item] = world.sandbox.amazon.items.filter(({ asin }) => world.sandbox.plytix.store.product(`AMZN-US-${asin}`))
  const sku = `AMZN-US-${item?.asin}`
  const [summary] = item?.summaries ?? []
  if (summary) Object.assign(summary, { itemName: 'Cimarron boot, earth' })
  await world.run('export')
  await world.run('plan', '--out', 'second.json')
  await world.run('apply', 'second.json')
  const title = (wanted: string) => wanted === world.sandbox.plytix.store.product(sku)?.attributes.amazon_title
  expect(title('Cimarron boot, earth')).toBe(true)
  Object.assign(world.sandbox.plytix.store.product(sku) ?? {}, { label: 'Named by a person' })

  const undone = await world.run('undo', 'second.json', '--out', 'undo.json')
  expect(undone.code).toBe(0)
  expect(undone.stdout).toContain('Saved to undo.json')
  expect((await world.run('apply', 'undo.json')).code).toBe(0)
  expect(world.sandbox.plytix.store.product(sku)?.label).toBe('Named by a person')
  expect(title('Cimarron boot, earth')).toBe(false)
  expect(others(world, sku)).toEqual(created.products?.filter((one) => one.sku !== sku))
  expect(await planned(world, 'undo', 'second.json')).toMatchObject({ operations: [], summary: { drift: 1 } })

  const [first] = JSON.parse((await world.run('runs', '--json')).stdout).runs as { run_id: string }[]
  const whole = await planned(world, 'undo', first?.run_id ?? '', '--allow-deletes', '--out', 'whole.json')
  expect(whole.blocked).toContainEqual(expect.objectContaining({ id: `delete:product.${sku}`, code: 'changed' }))
  expect((await world.run('apply', 'whole.json')).code).toBe(0)
  expect(others(world, sku)).toEqual(before.products)
})

const WRONG = ['AMZN-USA-B01', 'AMZN-USA-B02', 'AMZN-USA-B03']

test('cleans up three wrong products of ten, and only with the right number', async () => {
  const values = { label: 'Boot', status: 'Draft' }
  const wrong = WRONG.map((sku) => {
    const { label = '', attributes } = ownedBoot(sku, { label: 'Boot' }, { sku, values })
    return { sku, label, attributes }
  })
  const account = {
    products: wrong,
    attributes: [{ name: 'Amazon Sync Baseline', type_class: 'MultilineAttribute' }],
    relationships: [{ name: 'Amazon Hierarchy' }, { name: 'Amazon Listings' }],
  }
  const world = await createProgramWorld({ listings: 12, account, plytix: { asyncDelayMs: 0 } })
  expect((await world.run('apply', '--auto-approve', '--limit', '7')).code).toBe(0)
  const writes = world.writes()
  const cleanup = (...args: string[]) => world.run('cleanup', '--sku-prefix', 'AMZN-USA-', ...args)

  const shown = await cleanup('--out', 'cleanup.json')
  const mistaken = await cleanup('--confirm', '2')
  const saved = await world.run('apply', 'cleanup.json')

  expect(shown.stdout).toContain('--confirm 3')
  expect((JSON.parse(readFileSync(join(world.folder, 'cleanup.json'), 'utf8')) as Plan).summary.delete).toBe(3)
  expect(mistaken.code).toBe(1)
  expect(mistaken.stderr).toContain('The plan has 3 deletes, and --confirm says 2; nothing was written.')
  expect(saved.code).toBe(1)
  expect(saved.stderr).toContain('sync cleanup --sku-prefix AMZN-USA- --confirm 3')
  expect(world.writes()).toBe(writes)

  const done = await cleanup('--confirm', '3', '--json')

  expect(done.code).toBe(0)
  expect(JSON.parse(done.stdout).operations).toMatchObject({ succeeded: 3, failed: 0, conflict: 0 })
  const left = world.sandbox.plytix.store.snapshot().products?.map(({ sku }) => sku) ?? []
  expect(left.filter((sku) => WRONG.includes(sku))).toEqual([])
  expect(left).toHaveLength(7)
})

test('refuses what names no run, no attribute or no prefix', async () => {
  const world = await createProgramWorld({ listings: 3 })
  writeFileSync(join(world.folder, 'none.json'), '{}')

  const refused = [
    [['undo', '20261121T030000Z-3f2a'], 'There is no run 20261121T030000Z-3f2a'],
    [['undo', '20261121T030000Z-3f2a'], 'sync undo PLANFILE'],
    [['undo', 'missing.json'], 'missing.json'],
    [['undo', 'none.json'], 'none.json is not a plan.'],
    [['cleanup', '--sku-prefix', ''], 'An empty --sku-prefix would name every product.'],
    [['cleanup', '--sku-prefix', 'A', '--attribute', 'brand'], 'is not LABEL=VALUE'],
    [['cleanup', '--sku-prefix', 'A', '--attribute', 'nobody_has_it=1'], 'has no attribute nobody_has_it'],
    [['cleanup', '--sku-prefix', 'A', '--attribute', 'nobody_has_it=1'], 'Write the label as the account has it.'],
  ] as const
  for (const [args, text] of refused) {
    const { code, stderr } = await world.run(...args)
    expect(stderr).toContain(text)
    expect(code).toBe(1)
  }
})
