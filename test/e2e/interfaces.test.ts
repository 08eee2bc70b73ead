import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Json } from '../../src/model/json.ts'
import { ROOT } from '../support/program.ts'
import { byHand } from './person.ts'
import { shapeOf } from './shape.ts'
import { parsed, Stage } from './stage.ts'

/** What scripts rely on. A changed snapshot is a changed interface: it belongs into the changelog. */
const snapshot = (name: string) => `../snapshots/${name}`

let stage: Stage

beforeAll(async () => {
  stage = await Stage.open({ listings: 60 })
})

afterAll(() => stage.close())

test('the commands, their arguments and flags', async () => {
  type Part = { name: string; type?: string; char?: string; aliases?: string[]; hidden?: boolean; multiple?: boolean }
  type Command = { id: string; flags: { [name: string]: Part }; args: { [name: string]: Part } }
  const manifest = JSON.parse(readFileSync(join(ROOT, 'oclif.manifest.json'), 'utf8')) as {
    commands: { [id: string]: Command }
  }
  // The manifest has them in the order in which the disk gives their files.
  const commands = Object.values(manifest.commands).sort((a, b) => (a.id < b.id ? -1 : 1))
  const lines = commands.flatMap(({ id, flags, args }) => [
    `sync ${[id.replaceAll(':', ' '), ...Object.keys(args).map((name) => `[${name}]`)].join(' ')}`,
    ...Object.values(flags)
      .map(({ name, type, aliases = [], multiple }) =>
        [
          `  --${name}`,
          type === 'option' ? ' VALUE' : '',
          multiple ? ' …' : '',
          ...aliases.map((alias) => ` (--${alias})`),
        ].join(''),
      )
      .sort(),
  ])

  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(snapshot('commands.txt'))
})

test('the plan', async () => {
  const [item, edited] = stage.sandbox.amazon.items
  const plans = [await stage.plan('--exclude', `product.AMZN-US-${item?.asin}`), await stage.plan('--style', 'PB1000')]
  expect((await stage.apply()).status).toBe('complete')
  await editByHand(`AMZN-US-${edited?.asin}`)
  const summary = edited?.summaries?.[0]
  if (summary) Object.assign(summary, { itemName: 'Roper II', color: 'Dusk' })
  await stage.sync('export')
  plans.push(await stage.plan(), await stage.plan('--limit', '1', '--only', 'products', '--marketplace', 'US'))

  expect(plans[2]).toMatchObject({ drift: [{}], conflicts: [{}], ambiguous: [{}], operations: [{}] })
  const open = ['before', 'after', 'patch', 'provenance', 'refs', 'baseline.links'].map((key) => `operations[].${key}`)
  const maps = ['summary.by_kind', 'matches.by_method', 'matches.by_class']
  await expect(shapeOf(plans as unknown as Json[], [...open, ...maps])).toMatchFileSnapshot(snapshot('plan.txt'))
})

/** A title that moves on both sides, a size that people changed, and a second product with the same barcode. */
async function editByHand(sku: string): Promise<void> {
  const { sandbox } = stage
  const id = sandbox.plytix.store.product(sku)?.id ?? ''
  const attributes = { amazon_title: 'The Roper', amazon_size: 'wide' }
  await byHand(sandbox, ['PATCH', `products/${id}`], { attributes })
  const { products, links } = sandbox.plytix.store.snapshot()
  const linked = new Set(links.map(({ source }) => source))
  const gtin = products.find((product) => product.gtin && linked.has(product.sku))?.gtin ?? ''
  await byHand(sandbox, ['POST', 'products'], { sku: 'TWIN', gtin })
}

test('the result of an apply', async () => {
  const workspace = await Stage.open({ listings: 5 })
  await workspace.sync('plan', '--out', 'plan.json')
  workspace.sandbox.plytix.options.fetchAsset = () => null
  const { stdout } = await workspace.sync('apply', 'plan.json', '--json')
  await workspace.close()

  await expect(shapeOf([JSON.parse(stdout)])).toMatchFileSnapshot(snapshot('apply.txt'))
})

test('the export: its header on standard output, and the file', async () => {
  const { stdout } = await stage.sync('export', '--json', '--out', 'export.ndjson')
  const [header = '', ...items] = stage.workspace.read('export.ndjson').trim().split('\n')
  const lines = items.map((line) => JSON.parse(line) as Json)

  await expect(shapeOf([JSON.parse(stdout)], ['query.spellings', 'calls.windows'])).toMatchFileSnapshot(
    snapshot('export.txt'),
  )
  await expect(shapeOf([JSON.parse(header)], ['query.spellings'])).toMatchFileSnapshot(snapshot('export-header.txt'))
  await expect(shapeOf(lines, ['attributes', 'paths'])).toMatchFileSnapshot(snapshot('export-item.txt'))
})

test('init, validate, and an error', async () => {
  stage.workspace.edit('specs/attributes.yaml', ['    type: TextAttribute', '    type: TextAttribut'])
  const validated = await stage.sync('validate', '--json')
  const inited = parsed<Json>(await stage.sync('init', '--json', '--brand', 'Ferry', '--scope', 'ferry'))
  const planned = await stage.sync('plan', '--json')

  expect([validated.code, planned.code]).toEqual([1, 1])
  await expect(shapeOf([JSON.parse(validated.stdout)])).toMatchFileSnapshot(snapshot('validate.txt'))
  await expect(shapeOf([inited])).toMatchFileSnapshot(snapshot('init.txt'))
  await expect(shapeOf([JSON.parse(planned.stdout)])).toMatchFileSnapshot(snapshot('error.txt'))
})
