import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CatalogueReport } from '../../src/model/catalogue-report.ts'
import type { Status, StatusReport } from '../../src/model/status-report.ts'
import { byHand } from './person.ts'
import { parsed, Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await Stage.open({ listings: 12 })
})

afterAll(() => stage.close())

const status = async (...args: string[]) => parsed<StatusReport>(await stage.sync('status', '--json', ...args))
const counted = ({ counts: { total, ...each } }: StatusReport) => {
  const found = Object.entries(each).filter(([, number]) => number > 0)
  expect(found.reduce((sum, [, number]) => sum + number, 0)).toBe(total)
  return Object.fromEntries(found)
}
const withStatus = ({ resources }: StatusReport, wanted: Status) =>
  resources.filter((one) => one.status === wanted).map(({ key }) => key)
const catalogue = async () => {
  const { stdout, code } = await stage.sync('verify', '--catalogue', '--json')
  return { code, report: JSON.parse(stdout) as CatalogueReport }
}

/** The product as the account knows it. */
const ours = (sku: string) => stage.sandbox.plytix.store.product(sku) ?? expect.fail(`there is no ${sku}`)

test('a status follows from what is there and what should be, step by step', async () => {
  const { plytix } = stage.sandbox

  const first = await status()
  const { total } = first.counts
  expect(counted(first)).toEqual({ changes: total })
  expect(first.others.map(({ code }) => code)).toContain('create')

  expect((await stage.sync('apply', '--auto-approve', '--budget', '30')).code).toBe(3)
  const part = await status('--status', 'pending')
  expect(part.counts.pending).toBeGreaterThan(0)
  expect(part.resources.every((one) => one.status === 'pending')).toBe(true)
  expect(part.resources[0]?.reasons[0]?.message).toMatch(/^Run \S+ has not reached it yet\.$/)

  plytix.options.faults = [
    { effect: 'answer', status: 403, body: {}, method: 'POST', path: 'v1/assets$', nth: 1 },
    { effect: 'answer', status: 403, body: {}, method: 'POST', path: 'v1/products$', nth: 2 },
  ]
  expect((await stage.sync('apply', '--resume', '--max-failures', '50')).code).toBe(0)
  plytix.options.faults = []
  const failed = await status('--status', 'error')
  const reasons = failed.resources.flatMap((one) => one.reasons.slice(0, 1))
  expect(reasons.map(({ code }) => code)).toEqual(failed.resources.map(() => 'failed'))
  const messages = reasons.map(({ message }) => message)
  expect(messages).toContainEqual(expect.stringMatching(/^Plytix answers 403: .* \(failed in run .*\)$/))
  expect(messages).toContainEqual(expect.stringMatching(/^upload:asset\.\S+: Plytix answers 403/))

  await stage.apply()
  expect(counted(await status())).toEqual({ synced: total })
  expect((await stage.sync('status', '--short')).stdout).toContain(`${total} in all: ${total} synced.`)
  expect((await catalogue()).code).toBe(0)
})

test('what people changed or deleted is drifted, and a deleted product is a finding with proposals', async () => {
  const [edited = '', deleted = ''] = withStatus(await status(), 'synced')
  await byHand(stage.sandbox, ['PATCH', `products/${ours(edited).id}`], {
    attributes: { amazon_title: 'A title of ours' },
  })
  await byHand(stage.sandbox, ['DELETE', `products/${ours(deleted).id}`])

  const report = await status()

  expect(withStatus(report, 'drifted')).toEqual([edited, deleted].sort())
  const reasons = new Map(report.resources.map((one) => [one.key, one.reasons.map(({ code }) => code)]))
  expect(reasons.get(edited)).toContain('drift')
  expect(reasons.get(deleted)).toContain('deleted')
  const csv = (await stage.sync('status', '--status', 'drifted', '--format', 'csv')).stdout
  expect(csv).toContain(
    `product.${edited},product,${edited},drifted,drifted,drift,product.${edited},/attributes/amazon_title,`,
  )

  const { code, report: found } = await catalogue()
  expect(code).toBe(1)
  expect(found).toMatchObject({ ok: false, findings: [{ code: 'dangling', address: `product.${deleted}` }] })
  const [recreate, forget] = found.findings[0]?.proposals ?? []
  expect(forget).toMatchObject({ action: 'forget', command: null })
  expect(recreate).toMatchObject({ action: 'recreate', command: `sync apply --address product.${deleted}` })

  expect((await stage.sync(...(recreate?.command ?? '').split(' ').slice(1), '--auto-approve')).code).toBe(0)
  expect((await catalogue()).report.findings).toEqual([])
})

test('a copy of a product is a duplicate, of which the one that is kept up is to stay', async () => {
  const [sku = ''] = withStatus(await status(), 'synced')
  const { attributes } = ours(sku)
  const { amazon_sync_baseline } = attributes as { amazon_sync_baseline: string }
  await byHand(stage.sandbox, ['POST', 'products'], { sku: `${sku}-COPY`, attributes: { amazon_sync_baseline } })
  await byHand(stage.sandbox, ['POST', 'products'], { sku: sku.toLowerCase() })

  const { report } = await catalogue()

  expect(report.findings.map(({ code }) => code)).toEqual(['alike-keys', 'duplicate-item'])
  for (const finding of report.findings) {
    expect(finding.keep).toEqual({ address: `product.${sku}`, reason: 'it alone is what this program keeps' })
    expect(finding.proposals.map(({ action }) => action)).toEqual(['merge', 'remove'])
  }
  expect(stage.sandbox.plytix.violations).toEqual([])
})

test('verify says what it is to look at, and takes one of both', async () => {
  expect((await stage.sync('verify')).stderr).toContain('Nothing says what to verify.')
  expect((await stage.sync('verify', 'latest', '--catalogue')).stderr).toContain('--catalogue looks through everything')
  expect((await stage.sync('verify', 'latest')).code).not.toBeNull()
})
