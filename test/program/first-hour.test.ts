import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createProgramWorld, type ProgramWorld } from './program.ts'

const FAST = { asyncDelayMs: 1 }

function inTwoMarketplaces(): Promise<ProgramWorld> {
  return createProgramWorld({ listings: 12, marketplaces: ['US', 'CA'], plytix: FAST })
}

function edit({ folder }: ProgramWorld, from: string, to: string): void {
  const path = join(folder, 'sync.yaml')
  const text = readFileSync(path, 'utf8')
  if (!text.includes(from)) throw new Error(`sync.yaml holds no ${from}.`)
  writeFileSync(path, text.replace(from, to))
}

/** What only a run has. */
const MEASURED = ['part', 'operations_per_second', 'systems', 'process']

test('plans and explains a listing in each of two marketplaces, and says of a third that it is not configured', async () => {
  const world = await inTwoMarketplaces()
  edit(world, 'marketplace: [US]', 'marketplace: [US, CA]')
  const plan = JSON.parse((await world.run('plan', '--json')).stdout)
  const asin = world.sandbox.amazon.items[0]?.asin ?? ''

  expect(plan.sources).toMatchObject([
    { marketplace: 'US', items: 12 },
    { marketplace: 'CA', items: 12 },
  ])
  const skus = plan.operations.map(({ key }: { key: string }) => key)
  expect(skus).toEqual(expect.arrayContaining([`AMZN-US-${asin}`, `AMZN-CA-${asin}`]))

  const both = await world.run('explain', asin, 'amazon_title', '--snapshot', 'latest')
  expect(both.stdout).toContain(`${asin} in US (AMZN-US-${asin})`)
  expect(both.stdout).toContain(`${asin} in CA (AMZN-CA-${asin})`)
  expect(both.stdout.match(/^\/attributes\/\w+/gm)).toEqual(['/attributes/amazon_title', '/attributes/amazon_title'])
  const title = world.sandbox.amazon.items[0]?.summaries?.[0]?.itemName ?? ''
  expect(both.stdout.replace(/\n +/g, ' ')).toContain(`desired "${title}" from amazon`)

  const other = await world.run('explain', `FR/${asin}`, '--snapshot', 'latest')
  expect(other.code).toBe(1)
  expect(other.stderr).toContain('Error: Marketplace FR is not configured; sync.yaml names US, CA.')
})

test('refuses an override to an unknown SKU alike in plan, match and explain', async () => {
  const world = await createProgramWorld({ listings: 5, plytix: FAST })
  const asin = world.sandbox.amazon.items[0]?.asin ?? ''
  mkdirSync(join(world.folder, 'specs/overrides'), { recursive: true })
  const text = `version: 1\noverrides:\n  ${asin}: { canonical: NO-SUCH-SKU, reason: a test }\n`
  writeFileSync(join(world.folder, 'specs/overrides/wrong.yaml'), text)

  for (const command of [['plan'], ['match'], ['explain', asin]]) {
    const { code, stdout } = await world.run(...command, '--json')
    expect([code, JSON.parse(stdout).error.code]).toEqual([1, 'workspace'])
    expect(JSON.parse(stdout).error.diagnostics).toContainEqual(
      expect.objectContaining({
        file: 'specs/overrides/wrong.yaml',
        line: 3,
        column: expect.any(Number),
        severity: 'error',
      }),
    )
  }
})

test('goes on with a run that is named by the beginning of its id, and an apply with nothing to do is no run', async () => {
  const world = await createProgramWorld({ listings: 8, plytix: FAST })
  await world.run('plan', '--out', 'plan.json')
  const first = JSON.parse((await world.run('apply', 'plan.json', '--budget', '10', '--json')).stdout)
  expect(first.status).toBe('stopped')
  const beginning = first.run_id.slice(0, -2)

  const resumed = await world.run('apply', '--resume', beginning, '--json')
  const whole = JSON.parse(resumed.stdout)
  expect(whole).toMatchObject({ run_id: first.run_id, status: 'complete', operations: { pending: 0 } })
  expect(whole.calls.writes).toBe(first.calls.writes + whole.part.calls.writes)
  expect((await world.run('runs', 'show', 'latest')).stdout).toContain(`Run ${first.run_id}: complete`)
  expect((await world.run('verify', beginning)).code).toBe(0)

  const nothing = await world.run('apply', '--auto-approve')
  expect([nothing.code, nothing.stdout]).toEqual([0, expect.stringMatching(/Nothing to do: no run was made\.\n$/)])
  await world.run('plan', '--out', 'empty.json')
  const told = await world.run('apply', 'empty.json', '--json')
  expect([told.code, JSON.parse(told.stdout)]).toMatchObject([0, { run_id: null, status: 'complete', resume: null }])
  expect(Object.keys(JSON.parse(told.stdout)).sort()).toEqual(
    Object.keys(whole)
      .filter((key) => !MEASURED.includes(key))
      .sort(),
  )
  expect(JSON.parse((await world.run('runs', '--json')).stdout).runs).toHaveLength(1)
})

test('says of a file that is not there that it is not, in every command that takes one', async () => {
  const world = await createProgramWorld({ listings: 3 })
  const commands = [
    ['plan', '--export', 'none.ndjson'],
    ['match', '--snapshot', 'none.ndjson'],
    ['apply', 'none.json'],
    ['show', 'none.json'],
    ['export', '--asins-file', 'none.txt'],
    ['sandbox', '--items', 'none.json'],
    ['sandbox', '--account-seed', 'none.json'],
    ['sandbox', '--options', 'none.json'],
    ['validate', '--config', 'none.yaml'],
  ]
  for (const command of commands) {
    const { code, stderr } = await world.run(...command)

    expect(code).toBe(1)
    expect(stderr).toMatch(
      /Error: (There is no file .*none\.\w+\.|The file none.yaml that --config names does not exist\.)\n/,
    )
    expect(stderr).not.toMatch(/ENOENT|EACCES|JSON/)
  }
})

test('says how old an export is, and how old it may be, exactly', async () => {
  const world = await createProgramWorld({ listings: 3, plytix: FAST })
  edit(world, 'marketplace: [US]', 'marketplace: [US]\n    max_age: 1m')
  await world.run('export', '--out', 'old.ndjson')
  const path = join(world.folder, 'old.ndjson')
  const earlier = new Date(Date.now() - 3_725_000).toISOString()
  writeFileSync(path, readFileSync(path, 'utf8').replace(/"exported_at":"[^"]+"/, `"exported_at":"${earlier}"`))

  const { stdout } = await world.run('plan', '--export', 'old.ndjson')
  expect(stdout).toMatch(/is 1 hour 2 minutes old; source\.amazon\.max_age allows 1 minute\./)
})
