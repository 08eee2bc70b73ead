import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import { parsed, Stage } from './stage.ts'

/** A second source beside Amazon, of which the program knows nothing but its folder. */
const ENV = { SYNC_PROVIDERS: join(import.meta.dirname, '../architecture/tiny/index.ts'), TINY_KEY: 'key' }

let stage: Stage

beforeAll(async () => {
  stage = await Stage.open({ listings: 12 })
  stage.workspace.edit('sync.yaml', ['source:\n', 'source:\n  tiny: { shops: [north, "east:1"] }\n'])
  stage.workspace.edit('sync.yaml', ['"AMZN-{marketplace}-{asin}"', '"AMZN-{source}-{shop}-{id}"'])
  stage.workspace.write(
    'specs/overrides/boots.csv',
    'asin,marketplace,source,keep,reason\nboot/1,north,tiny,amazon_title,people name it\n',
  )
})

afterAll(() => stage.close())

const sync = (...args: string[]) => stage.syncIn({ env: ENV }, ...args)
const products = ({ operations }: Plan) => operations.filter(({ kind }) => kind === 'product')

test('items of every source are planned, applied, and then left alone', async () => {
  const plan = parsed<Plan>(await sync('plan', '--json', '--out', 'plan.json'))

  expect(plan.sources).toMatchObject([
    { provider: 'tiny', marketplace: 'north', items: 2, complete: true },
    { provider: 'tiny', marketplace: 'east:1', items: 2, complete: true },
    { provider: 'amazon', marketplace: 'US', items: 12, complete: true },
  ])
  expect(plan.summary.by_kind.product).toEqual({ create: 16 })
  const created = products(plan).map(({ key, after }) => [
    key,
    (after.attributes as { amazon_title?: string }).amazon_title,
  ])
  expect(created).toContainEqual(['AMZN-tiny-east:1-boot/2', 'Boot 2 of east:1'])
  expect(created).toContainEqual(['AMZN-tiny-north-boot/1', undefined])
  expect(created.filter(([key]) => key?.startsWith('AMZN-amazon-US-'))).toHaveLength(12)

  expect((await sync('apply', 'plan.json', '--json')).code).toBe(0)
  expect(parsed<Plan>(await sync('plan', '--json'))).toMatchObject({
    operations: [],
    gone: [],
    drift: [],
    conflicts: [],
  })
})

test('the match report names the source and shop of every item', async () => {
  const { code, stdout } = await sync('match')

  expect(code).toBe(0)
  expect(stdout).toMatch(/tiny\/east:1\/boot\/2 +standalone/)
  expect(stdout).toMatch(/amazon\/US\/B0\w{8} /)
})

test('an explanation finds an item by its source, shop and id', async () => {
  const { subject, found } = parsed<{ subject: object; found: object }>(
    await sync('explain', 'tiny/north/boot/1', '--json'),
  )

  expect(subject).toMatchObject({ source: 'tiny', marketplace: 'north', asin: 'boot/1', sku: 'AMZN-tiny-north-boot/1' })
  expect(found).toMatchObject({
    stage: 'planned',
    override: 'specs/overrides/boots.csv:2:1',
    export: { marketplace: 'north' },
  })
})

test('a shop that cannot be read holds up no other, and the export fails when none can be read', async () => {
  const folder = stage.anotherMachine()
  folder.edit('sync.yaml', ['[north, "east:1"]', '[north, closed]'])

  const some = await stage.syncIn({ env: ENV, folder }, 'export', '--json')
  const none = await stage.syncIn({ env: ENV, folder }, 'export', '--json', '--marketplace', 'closed')

  expect(some.code).toBe(0)
  expect(JSON.parse(some.stdout)).toMatchObject({
    exports: [
      { provider: 'tiny', marketplace: 'north' },
      { provider: 'amazon', marketplace: 'US' },
    ],
    failed: [{ provider: 'tiny', marketplace: 'closed', code: 'closed', message: 'The shop is closed.' }],
  })
  expect(some.stderr).toContain('tiny closed could not be read: The shop is closed.\n  Come back tomorrow.')
  expect(none.code).toBe(1)
  expect(JSON.parse(none.stdout)).toMatchObject({ error: { code: 'closed' } })
})
