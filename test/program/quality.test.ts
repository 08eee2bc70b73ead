import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import { type Ended, runProgram } from '../support/program.ts'

const SYNC = `version: 1
scope: goods
source:
  file: { path: goods.csv, key: sku, columns: { item_name: title } }
target:
  file: { path: out }
policy: { max_change_percent: 100 }
`

const ATTRIBUTES = `version: 1
attributes:
  title: { type: text, from: item_name, as: [squeeze, truncate(20)], write: always }
  price: { type: decimal, from: price, as: [money(IDR)], write: always }
  resale:
    type: decimal
    as: [money(IDR)]
    compute: { base: price, factor: 1.15, minimum: 1000, round: half-up, to: 0 }
    write: always
  note: { type: text, from: '[note, remark][?@ != null] | [0]', default: none given, write: always }
`

const QUALITY = `version: 1
rules:
  - { id: name-required, field: item_name, check: required, severity: reject }
  - { id: price-money, field: price, check: money, currency: IDR, severity: reject }
`

interface Goods {
  title?: string
  price?: string
}

/** So many rows, some of which are as they should not be. */
function rows(count: number, spoil: (at: number) => Goods = () => ({})): string {
  const lines = Array.from({ length: count }, (_, at) => {
    const { title = `Tas nomor ${at}`, price = 'Rp 150.000' } = spoil(at)
    return `TAS-${String(at).padStart(3, '0')},${title},${price},,`
  })
  return `sku,title,price,note,remark\n${lines.join('\n')}\n`
}

function folderWith(files: { [path: string]: string }): string {
  const root = mkdtempSync(join(tmpdir(), 'catalog-sync-'))
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  const all = { 'sync.yaml': SYNC, 'specs/attributes.yaml': ATTRIBUTES, 'specs/quality.yaml': QUALITY, ...files }
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

const planOf = ({ stdout }: Ended): Plan => JSON.parse(stdout) as Plan
const written = (root: string) =>
  readFileSync(join(root, 'out/product.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('one of ten items without a name', () => {
  const root = folderWith({ 'goods.csv': rows(10, (at) => (at === 3 ? { title: '' } : {})) })
  const sync = (...args: string[]) => runProgram(args, { cwd: root })

  it('is rejected with where it stands, and the nine others are planned and applied', async () => {
    const { code, stdout } = await sync('plan', '--out', 'plan.json', '--json')
    const plan = JSON.parse(stdout) as Plan
    expect(code).toBe(0)
    expect(plan.summary.create).toBe(9)
    expect(plan.rejected).toMatchObject([
      { address: 'product.file-goods-TAS-003', rule: 'name-required', path: 'title', value: null },
    ])
    expect(plan.quality).toMatchObject({ items: 10, valid: 9, rejected: 1, rate: 90, defaults: { note: 9 } })

    const applied = await sync('apply', 'plan.json', '--json')
    expect(applied.code).toBe(0)
    const made = written(root)
    expect(made).toHaveLength(9)
    expect(made[0]).toMatchObject({ title: 'Tas nomor 0', price: '150000', resale: '172500', note: 'none given' })
  })

  it('changes nothing a second time, and the default is still counted', async () => {
    const plan = planOf(await sync('plan', '--json'))
    expect(plan.operations).toEqual([])
    expect(plan.quality?.defaults).toEqual({ note: 9 })
  })

  it('leaves what was made of it as it is, once its name is lost', async () => {
    writeFileSync(
      join(root, 'goods.csv'),
      rows(10, (at) => (at === 3 || at === 4 ? { title: '' } : {})),
    )
    const plan = planOf(await sync('plan', '--json', '--prune', 'all'))
    expect(plan).toMatchObject({ operations: [], gone: [], blocked: [], applyable: true })
    expect(plan.rejected).toHaveLength(2)
  })

  it('is told over time, by rule and by field, without a look at the target', async () => {
    rmSync(join(root, 'out'), { recursive: true })
    const { code, stdout } = await sync('quality', '--json')
    expect(code).toBe(0)
    const report = JSON.parse(stdout)
    expect(report).toMatchObject({ scope: 'goods', ruled: true, quality: { items: 10, rejected: 2, rate: 80 } })
    expect(report.quality.rules).toMatchObject([
      { id: 'name-required', count: 2 },
      { id: 'price-money', count: 0 },
    ])
    expect(report.quality.coverage).toEqual({
      used: ['item_name', 'price'],
      unused: ['attributes', 'sku'],
      missing: ['note', 'remark'],
    })
    expect(report.trend.map(({ command, rate }: { command: string; rate: number }) => [command, rate])).toEqual([
      ['plan', 90],
      ['apply', 90],
      ['plan', 90],
      ['plan', 80],
    ])
    const short = JSON.parse((await sync('quality', '--runs', '1', '--json')).stdout)
    expect(short.trend).toEqual(report.trend.slice(-1))

    expect((await sync('export', '--out', 'export.ndjson')).code).toBe(0)
    const checked = JSON.parse((await sync('validate', '--export', 'export.ndjson', '--json')).stdout)
    expect(checked).toMatchObject({
      ok: true,
      diagnostics: [{ severity: 'warning', code: 'item-quality', message: expect.stringContaining('2 items break') }],
    })
    expect((await sync('validate', '--network')).code).toBe(1)

    const text = (await sync('quality')).stdout
    expect(text).toContain('Rejected: 2 items')
    expect(text).toContain('9 of 10 items valid (90 %)')
    expect((await sync('quality', '--format', 'csv')).stdout).toContain('rules,,,name-required,item_name,reject,2')
    expect((await sync('quality', '--format', 'markdown')).stdout).toContain('<!-- catalog-sync:quality goods -->')
    for (const _ of ['new', 'replaced'])
      expect((await sync('quality', '--format', 'html', '--report', 'quality.html')).code).toBe(0)
  })

  it('is told in every form', async () => {
    const text = await sync('plan')
    expect(text.stdout).toContain('Rejected by specs/quality.yaml, not planned and not removed: 2 items')
    expect(text.stdout).toContain('item_name is missing.')
    expect(text.stdout).toContain('Quality: 8 of 10 items valid (80 %); 2 rejected.')
    expect((await sync('plan', '--format', 'markdown')).stdout).toContain('Rejected by specs/quality.yaml')
    expect((await sync('plan', '--format', 'html', '--report', 'plan.html')).code).toBe(0)
    expect(readFileSync(join(root, 'plan.html'), 'utf8')).toContain('Rejected by specs/quality.yaml')
    expect((await sync('plan', '--format', 'csv')).stdout).toContain(
      'rejected,,,product.file-goods-TAS-003,product,file-goods-TAS-003,',
    )
    const explained = await sync('explain', 'TAS-003', '--json')
    expect(JSON.parse(explained.stdout).found).toMatchObject({
      stage: 'rejected',
      rejected: { rule: 'name-required' },
      message: expect.stringContaining('name-required of specs/quality.yaml rejects it. item_name is missing.'),
    })
  })
})

describe('45 % of the items with a price that is none', () => {
  const root = folderWith({ 'goods.csv': rows(20, (at) => (at < 9 ? { price: 'N/A' } : {})) })
  const sync = (...args: string[]) => runProgram(args, { cwd: root })

  it('hold the plan back: it is shown and saved, and apply refuses it', async () => {
    const planned = await sync('plan', '--out', 'plan.json')
    expect(planned.code).toBe(1)
    expect(planned.text).toContain('rejects 9 of 20 items (45 %; policy.max_invalid_percent is 20)')
    expect(JSON.parse(readFileSync(join(root, 'plan.json'), 'utf8'))).toMatchObject({ applyable: false })

    const applied = await sync('apply', 'plan.json', '--json')
    expect(applied.code).toBe(1)
    expect(JSON.parse(applied.stdout).error.code).toBe('quality-threshold')
    expect(() => written(root)).toThrow()
  })

  it('are let through by --allow-invalid, which the plan says, and stay out of it', async () => {
    const { code, stdout } = await sync('plan', '--allow-invalid', '--out', 'allowed.json', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      applyable: true,
      guards: [{ code: 'quality-threshold', allowed: true }],
    })
    expect((await sync('apply', 'allowed.json')).code).toBe(0)
    expect(written(root)).toHaveLength(11)
    expect(written(root).map(({ price }) => price)).not.toContain('0')
  })
})

describe('a workspace without rules', () => {
  const root = folderWith({ 'goods.csv': rows(4, (at) => (at === 1 ? { price: 'N/A' } : {})) })
  rmSync(join(root, 'specs/quality.yaml'))

  it('still learns which values cannot be used, and which fields nobody has', async () => {
    const { stdout } = await runProgram(['quality', '--json'], { cwd: root })
    expect(JSON.parse(stdout)).toMatchObject({
      ruled: false,
      quality: { items: 4, valid: 4, defaults: { note: 4 } },
      refused: [
        { field: 'price', count: 1, samples: [expect.stringContaining('("N/A") is no amount in IDR')] },
        { field: 'resale', count: 1 },
      ],
    })
  })

  it('sees in the plan which values are defaults', async () => {
    const { stdout } = await runProgram(['plan', '--details'], { cwd: root })
    expect(stdout).toContain('(default, since the source says nothing: attributes.note.default)')
  })
})

describe('an item that breaks a rule of severity fail', () => {
  const quality = `${QUALITY}  - { id: price-min, field: price, check: pattern, matches: '^Rp', severity: fail }\n`
  const root = folderWith({
    'goods.csv': rows(20, (at) => (at === 0 ? { price: '150.000' } : {})),
    'specs/quality.yaml': quality,
  })
  const sync = (...args: string[]) => runProgram(args, { cwd: root })

  it('holds the plan back whatever is allowed, until it is mended', async () => {
    const planned = await sync('plan', '--allow-invalid', '--out', 'plan.json', '--json')
    expect(planned.code).toBe(1)
    expect(planOf(planned)).toMatchObject({ applyable: false, guards: [{ code: 'quality-fail', allowed: false }] })
    expect((await sync('apply', 'plan.json')).code).toBe(1)

    writeFileSync(join(root, 'goods.csv'), rows(20))
    expect((await sync('plan')).code).toBe(0)
  })
})
