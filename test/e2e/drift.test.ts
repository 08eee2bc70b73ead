import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DriftReport } from '../../src/model/drift-report.ts'
import { byHand } from './person.ts'
import { failureOf, Stage } from './stage.ts'

const FILE = 'specs/overrides/accepted.yaml'

const owned = (stage: Stage) =>
  stage.sandbox.plytix.store
    .snapshot()
    .products.map(({ sku }) => sku)
    .filter((sku) => sku.startsWith('AMZN-'))
    .sort()
const product = (stage: Stage, sku: string) => stage.sandbox.plytix.store.product(sku)
const edit = (stage: Stage, sku: string, values: { [label: string]: string | null }) =>
  byHand(stage.sandbox, ['PATCH', `products/${product(stage, sku)?.id}`], { attributes: values })
const asinOf = (sku = '') => sku.replace('AMZN-US-', '')

async function report(stage: Stage, ...args: string[]) {
  const { code, stdout } = await stage.sync('drift', '--json', ...args)
  return { code, ...(JSON.parse(stdout) as DriftReport) }
}

describe('the nights of an account in which people work', () => {
  let stage: Stage
  let skus: string[]

  beforeAll(async () => {
    stage = await Stage.open()
    await stage.apply()
    skus = owned(stage)
  })

  afterAll(() => stage.close())

  test('the first night finds nothing, and has looked at everything', async () => {
    const { code, stdout } = await stage.sync('drift')
    expect([code, stdout]).toEqual([0, expect.stringContaining(`No drift in ${skus.length} products.`)])
    const { coverage, changes } = await report(stage)
    expect(coverage).toMatchObject({ unread: 0, unadopted: 0, incomparable: 0, complete: true, compared: skus.length })
    expect(changes).toMatchObject({ create: 0, update: 0 })
  })

  test('by day people edit three values and delete a product, and the source moves on; the next night ends with 2', async () => {
    const [first = '', second = '', third = '', fourth = ''] = skus
    await edit(stage, first, { amazon_title: 'Ours', amazon_color: 'Sand (washed)' })
    await edit(stage, second, { amazon_title: null })
    await byHand(stage.sandbox, ['DELETE', `products/${product(stage, third)?.id}`])
    const item = stage.sandbox.amazon.items.find(({ asin }) => asin === asinOf(fourth))
    const [summary] = item?.summaries ?? []
    if (summary) summary.itemName = 'Juniper Roper, Dusk Blue'
    await stage.sync('export')

    const night = await report(stage)
    expect(night.code).toBe(2)
    expect(night.drift.map(({ address, field }) => [address, field])).toEqual([
      [`product.${first}`, '/attributes/amazon_title'],
      [`product.${first}`, '/attributes/amazon_color'],
      [`product.${second}`, '/attributes/amazon_title'],
    ])
    expect(night.deleted).toMatchObject([{ address: `product.${third}` }])
    expect(night.changes).toMatchObject({ update: 1 })
  })

  test('each side fails the night that asks for it', async () => {
    expect((await report(stage, '--fail-on', 'source')).code).toBe(2)
    expect((await report(stage, '--fail-on', 'any')).code).toBe(2)
    await stage.apply()
    expect((await report(stage, '--fail-on', 'source')).code).toBe(0)
    expect((await report(stage, '--fail-on', 'any')).code).toBe(2)
  })

  test('an address narrows what is told, and does not settle what was deleted', async () => {
    const narrowed = await report(stage, '--address', `product.${skus[2]}`)
    expect([narrowed.code, narrowed.drift, narrowed.deleted.length]).toEqual([2, [], 1])
    expect((await report(stage, '--address', `product.${skus[5]}`)).code).toBe(0)
    const nowhere = await stage.sync('drift', '--address', 'product.NOWHERE*')
    expect([nowhere.code, nowhere.stdout]).toEqual([0, expect.not.stringContaining('No drift')])
  })

  test('one product is accepted, then the rest: the account is not written to, and the last run adds nothing', async () => {
    const account = JSON.stringify(stage.sandbox.plytix.store.snapshot())
    await stage.sync('drift', '--accept', FILE, '--address', `product.${skus[1]}`)
    expect(overrides(stage)).not.toContain(asinOf(skus[0]))

    const accepting = await stage.sync('drift', '--accept', FILE)
    expect([accepting.code, accepting.stderr]).toEqual([2, expect.stringContaining(`2 values accepted in ${FILE}.`)])
    const text = overrides(stage)
    expect(text).toContain(`  ${asinOf(skus[0])}:\n    keep: [amazon_title, amazon_color]\n`)
    expect(text).toContain(`  ${asinOf(skus[1])}:\n    keep: [amazon_title]\n`)
    expect(text).toContain(`  ${asinOf(skus[2])}:\n    # deleted in the account`)

    const again = await stage.sync('drift', '--accept', FILE)
    expect(again.stderr).toContain('Nothing to accept')
    expect(overrides(stage)).toBe(text)
    expect(JSON.stringify(stage.sandbox.plytix.store.snapshot())).toBe(account)
  })

  test('what was deleted still ends the night with 2, until somebody decides', async () => {
    expect(await report(stage)).toMatchObject({ code: 2, drift: [], conflicts: [], deleted: [{}] })
    writeFileSync(stage.workspace.path(FILE), overrides(stage).replace('# ignore: true', 'ignore: true'))

    expect((await stage.sync('validate')).code).toBe(0)
    expect(await report(stage)).toMatchObject({ code: 0, drift: [], deleted: [], coverage: { complete: true } })
    const plan = await stage.plan('--fail-on', 'drift')
    expect([plan.drift, plan.conflicts, plan.operations]).toEqual([[], [], []])
    expect(product(stage, skus[0] ?? '')?.attributes.amazon_title).toBe('Ours')
  })
})

const overrides = (stage: Stage) => readFileSync(stage.workspace.path(FILE), 'utf8')

describe('accepting', () => {
  let stage: Stage
  let skus: string[]
  let written: string

  beforeAll(async () => {
    stage = await Stage.open()
    await stage.apply()
    skus = owned(stage)
    written = String(product(stage, skus[1] ?? '')?.attributes.amazon_title)
    for (const sku of skus.slice(0, 3)) await edit(stage, sku, { amazon_title: 'Ours' })
  })

  afterAll(() => stage.close())

  const accept = (file: string) => stage.sync('drift', '--accept', file)

  test('is refused outside of the folder of overrides, for what is no YAML, and for a folder', async () => {
    for (const file of [
      'accepted.yaml',
      'specs/overrides/deep/a.yaml',
      'specs/overrides/a.csv',
      'specs/attributes.yaml',
    ]) {
      const ended = await stage.sync('drift', '--json', '--accept', file)
      expect([ended.code, failureOf(ended).code]).toEqual([1, 'accept-file'])
    }
  })

  test('is refused for a file that is broken, before anything is read', async () => {
    const path = stage.workspace.path('specs/overrides/broken.yaml')
    writeFileSync(path, 'version: 1\noverrides: {{\n')
    const { code, stderr } = await accept('specs/overrides/broken.yaml')
    expect([code, stderr]).toEqual([1, expect.stringContaining('specs/overrides/broken.yaml:3')])
    expect(readFileSync(path, 'utf8')).toBe('version: 1\noverrides: {{\n')
    rmSync(path)
  })

  test('goes into the entries that listings have, in whichever file, and says what it cannot do', async () => {
    const [first, second, third] = skus.map(asinOf)
    const boots = `# Boots.\nversion: 1\noverrides:\n  ${first}: { canonical: none, reason: sold out } # sure\n  ${second}:\n    attributes: { amazon_title: ${JSON.stringify(written)} }\n    reason: decided\n`
    writeFileSync(stage.workspace.path('specs/overrides/boots.yaml'), boots)
    writeFileSync(
      stage.workspace.path('specs/overrides/table.csv'),
      `asin,marketplace,canonical,parent,keep,ignore,reason\n${third},,none,,,,table\n`,
    )

    const { stderr } = await accept(FILE)
    expect(stderr).toContain('accepted in specs/overrides/boots.yaml.')
    expect(stderr).toMatch(/the override at specs\/overrides\/boots\.yaml:\d+ sets it/)
    expect(stderr).toMatch(/its override is in a table, at specs\/overrides\/table\.csv:2/)
    expect(readFileSync(stage.workspace.path('specs/overrides/boots.yaml'), 'utf8')).toBe(
      boots.replace('reason: sold out }', 'reason: sold out, keep: [amazon_title] }'),
    )
  })
})

describe('a check of the account alone', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await Stage.open({ listings: 300 })
    await stage.apply()
  })

  afterAll(() => stage.close())

  test('takes fewer calls, finds the same, and claims nothing of the source', async () => {
    const [first = '', second = '', third = ''] = owned(stage)
    await edit(stage, first, { amazon_title: 'Ours' })
    await byHand(stage.sandbox, ['DELETE', `products/${product(stage, second)?.id}`])
    await byHand(stage.sandbox, ['PATCH', `products/${product(stage, third)?.id}`], { sku: 'MINE' })
    const calls = async (...args: string[]) => {
      const before = stage.sandbox.plytix.calls.length
      const found = await report(stage, ...args)
      return { calls: stage.sandbox.plytix.calls.length - before, found }
    }
    const whole = await calls()
    const alone = await calls('--only', 'target')

    expect(alone.calls).toBeLessThan(whole.calls)
    const people = ({ drift, conflicts, deleted, renamed }: DriftReport) => ({ drift, conflicts, deleted, renamed })
    expect(people(alone.found)).toEqual(people(whole.found))
    expect([whole.found.drift.length, whole.found.deleted.length, whole.found.renamed.length]).toEqual([1, 1, 1])
    expect([alone.found.changes, alone.found.code]).toEqual([null, 2])
    expect(alone.found.coverage).toMatchObject({ complete: false })
    expect(alone.found.coverage.gaps.map(({ code }) => code)).toEqual(['depends-on-match'])
  })

  test('leaves no snapshot that another command could take for the account', async () => {
    const before = await stage.sync('plan', '--snapshot', 'latest', '--json')
    await stage.sync('drift', '--only', 'target')
    const after = await stage.sync('plan', '--snapshot', 'latest', '--json')
    expect(JSON.parse(after.stdout).target.canonical).toBe(JSON.parse(before.stdout).target.canonical)
  })

  test('cannot fail on what it does not look at, nor go by styles', async () => {
    for (const args of [
      ['--fail-on', 'source'],
      ['--fail-on', 'any'],
      ['--style', 'PB1042'],
    ]) {
      const ended = await stage.sync('drift', '--only', 'target', '--json', ...args)
      expect([ended.code, failureOf(ended).code]).toEqual([1, 'usage'])
    }
  })
})

describe('what a check does not cover', () => {
  test('are products without a baseline, and what an incomplete export lacks', async () => {
    const stage = await Stage.open()
    await stage.apply()
    const [first = ''] = owned(stage)
    await edit(stage, first, { amazon_sync_baseline: null })
    const unadopted = await report(stage)
    expect([unadopted.code, unadopted.coverage]).toMatchObject([0, { unadopted: 1, complete: false }])
    expect((await stage.sync('drift')).stdout).not.toContain('No drift')

    await stage.sync('export', '--limit', '10', '--out', 'partial.ndjson')
    const partial = await report(stage, '--export', 'partial.ndjson')
    expect(partial.coverage.unread).toBeGreaterThan(0)
    expect(partial.coverage.complete).toBe(false)
    await stage.close()
  })
})

test.skipIf(process.getuid?.() === 0)('a read-only file is left as it is, and that is said', async () => {
  const stage = await Stage.open()
  const path = stage.workspace.path(FILE)
  writeFileSync(path, '# mine\nversion: 1\noverrides: {}\n')
  chmodSync(path, 0o444)
  const ended = await stage.sync('drift', '--json', '--accept', FILE)
  expect([ended.code, failureOf(ended).code]).toEqual([1, 'overrides-unwritable'])
  await stage.close()
})
