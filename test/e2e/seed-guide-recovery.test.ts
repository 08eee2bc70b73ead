import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import type { RunResult } from '../../src/model/run.ts'
import { change, newProduct, repriced } from '../../src/sandbox/market/change.ts'
import type { MarketListing } from '../../src/sandbox/market/types.ts'
import { startProgram } from '../support/program.ts'
import { MarketStage } from './market-stage.ts'

/** What docs/troubleshooting.md says of a master catalogue that something has happened to: each is brought about. */
let stage: MarketStage
/** Of the second source, so that a price of it is that of one mapping alone. */
let listing: MarketListing

const plan = async () => JSON.parse(await stage.done('plan', '--json')) as Plan
const applied = async () => JSON.parse(await stage.done('apply', '--auto-approve', '--json')) as RunResult
const path = (name: string) => join(stage.root, name)

/** What is asked for the listing from now on. */
async function price(wanted: string): Promise<void> {
  await stage.put(change(listing, repriced(wanted, 0), stage.now()))
  await stage.done('export')
}
beforeAll(async () => {
  stage = await MarketStage.open({ listings: 6, seed: 5, market: { invalid: 0 } })
  await stage.done('export')
  listing = stage.onBoth('tiktok-shop')
})

afterAll(() => stage.close())

describe('a run that was ended', () => {
  test('with its process goes on where it was, and nothing is written twice', async () => {
    const args = ['apply', '--auto-approve', '--events', 'events.ndjson']
    const { child, ended } = startProgram(args, { cwd: stage.root, env: stage.env })
    const events = () => (existsSync(path('events.ndjson')) ? readFileSync(path('events.ndjson'), 'utf8') : '')
    while (!/"type":"operation\./.test(events()) && child.exitCode === null) await pause(2)
    child.kill('SIGKILL')
    expect((await ended).signal).toBe('SIGKILL')

    expect((await stage.sync('runs')).text).toContain('sync apply --resume')
    const { status, operations } = JSON.parse(await stage.done('apply', '--resume', '--json')) as RunResult
    expect([status, operations.failed, operations.pending]).toEqual(['complete', 0, 0])
    expect((await plan()).operations).toEqual([])
    const twice = 'SELECT operation FROM catalog.catalog_changes GROUP BY operation HAVING count(*) > 1'
    expect(await stage.query(twice)).toEqual([])
  })
})

describe('what failed in a run', () => {
  test('is tried again by itself, once its cause is settled', async () => {
    await price('123000')
    const rule = 'CONSTRAINT no_such_price'
    await stage.query(`ALTER TABLE catalog.platform_mappings ADD ${rule} CHECK (price <> 123000)`)
    const { code, stdout } = await stage.sync('apply', '--auto-approve', '--json')
    const { run_id, failures } = JSON.parse(stdout) as RunResult
    expect([code, failures]).toMatchObject([
      1,
      [{ code: 'constraint', message: expect.stringContaining('no_such_price') }],
    ])

    await stage.query(`ALTER TABLE catalog.platform_mappings DROP ${rule}`)
    const again = JSON.parse(await stage.done('apply', '--retry-failed', run_id, '--json')) as RunResult
    expect(again.operations).toMatchObject({ succeeded: 1, failed: 0 })
    expect((await plan()).operations).toEqual([])
  })
})

describe('what a run wrote', () => {
  let run = ''
  const asked = async () => {
    const [row] = await stage.query<{ price: string }>(
      `SELECT max(price)::text AS price FROM catalog.platform_mappings WHERE platform_product_id = '${listing.id}'`,
    )
    return Number(row?.price)
  }

  test('is compared with what is there by verify, which says what differs', async () => {
    await price('9124000')
    run = (await applied()).run_id
    expect((await stage.sync('verify', run)).code).toBe(0)

    await stage.query('UPDATE catalog.platform_mappings SET price = 9000001 WHERE price = 9124000')
    const { code, stdout } = await stage.sync('verify', run)
    expect([code, stdout]).toEqual([1, expect.stringMatching(/9124000.*9000001|9000001.*9124000/s)])
    await stage.query('UPDATE catalog.platform_mappings SET price = 9124000 WHERE price = 9000001')
  })

  test('is taken back by undo', async () => {
    await stage.done('undo', run, '--out', 'undo.json')
    await stage.done('apply', 'undo.json')

    expect(await asked()).toBeLessThan(9_000_000)
  })
})

describe('what was lost', () => {
  test('of the state is made again from the catalogue and the folders of runs', async () => {
    for (const name of ['state.db', 'state.db-wal', 'state.db-shm'])
      rmSync(path(`state/default/${name}`), { force: true })
    const { code, stdout } = await stage.sync('apply', '--auto-approve', '--json')
    expect([code, JSON.parse(stdout).error.code]).toEqual([1, 'state-lost'])

    await stage.done('state', 'rebuild')
    expect((await applied()).operations).toMatchObject({ succeeded: 1, failed: 0 })
  })

  test('of the catalogue comes back with a copy, which is the same catalogue, and what came later is planned', async () => {
    const [catalogue, copy] = [path('state/default/catalog'), path('copy')]
    cpSync(catalogue, copy, { recursive: true })
    await price('126000')
    await applied()
    rmSync(catalogue, { recursive: true })
    cpSync(copy, catalogue, { recursive: true })

    const { operations } = await plan()
    expect(operations).toMatchObject([{ action: 'update', kind: 'mapping', after: { price: '126000' } }])
    expect((await applied()).operations).toMatchObject({ succeeded: 1, failed: 0 })
  })
})

describe('a picture that has no address', () => {
  test('is left out with a remark, and its product is planned: in a heap of 128 MB, since nothing grows between commands', async () => {
    stage.market.tiktok.options.emptyUrls = true
    const [, listed] = newProduct({ seed: 900, at: stage.now() }) as [MarketListing, MarketListing]
    await stage.put(listed)
    await stage.done('export')
    const { code, stdout } = await stage.syncWith({ NODE_OPTIONS: '--max-old-space-size=128' }, 'plan', '--json')
    const { operations, diagnostics } = JSON.parse(stdout) as Plan

    expect(code).toBe(0)
    expect(diagnostics.map(({ message }) => message).join()).toMatch(/left out: TikTok Shop gives no address/)
    expect(operations.map(({ kind }) => kind)).toContain('product')
    expect(operations.map(({ kind }) => kind)).not.toContain('asset')
  })
})
