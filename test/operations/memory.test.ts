import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { memoryAlert } from '../../src/cli/memory-alert.ts'
import { mapConcurrent } from '../../src/net/concurrent.ts'
import { Tempo } from '../../src/net/tempo.ts'
import { create, createWorld } from '../applier/world.ts'
import { leapingClock } from '../providers/amazon/world.ts'
import { startProgram } from '../support/program.ts'

const folder = mkdtempSync(join(tmpdir(), 'large-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The columns that a new workspace reads, one row for each record. */
function rows(count: number): string {
  const words = 'Bahan katun, nyaman dipakai sehari hari dan tahan lama, warna tidak luntur.'
  const row = (n: number) => `SKU-${n},,Kemeja ${n},"${n} ${words}",Merek,Biru,M,,${100_000 + n}.00,\n`
  const header = 'sku,parent_sku,title,description,vendor,color,size,barcode,price,image1\n'
  return header + Array.from({ length: count }, (_, number) => row(number)).join('')
}

test('fifty thousand records are exported and planned with 128 MB of heap', async () => {
  await startProgram(['init', '.', '--source', 'file', '--target', 'file'], { cwd: folder }).ended
  writeFileSync(join(folder, 'products.csv'), rows(50_000))

  const env = { NODE_OPTIONS: '--max-old-space-size=128' }
  const run = async (...args: string[]) => {
    const { code, stdout, text } = await startProgram(args, { cwd: folder, env, timeout: 500_000 }).ended
    expect(code, text.slice(-2000)).toBe(0)
    return stdout
  }
  const exported = await run('export', '--out', 'all.ndjson', '--events', 'events.ndjson', '--json')
  const planned = await run('plan', '--out', 'plan.json')

  expect(JSON.parse(exported)).toMatchObject({ complete: true, counts: { items: 50_000 } })
  expect(planned).toContain('Plan: 50,000 products to create.')
  const events = readFileSync(join(folder, 'events.ndjson'), 'utf8').trim().split('\n')
  const gauges = events.map((line) => JSON.parse(line)).filter(({ type }) => type === 'process.gauges')
  expect(gauges.length).toBeGreaterThan(0)
  for (const { heap_limit } of gauges) expect(heap_limit).toBe(128 * 2 ** 20)
})

describe('what waits', () => {
  const { signal } = new AbortController()
  const speed = { rate: 1000, atOnce: 4 }

  test('for a call is never more than what is asked at once, however much there is to ask', async () => {
    const clock = leapingClock(0)
    const tempo = new Tempo({ clock, first: speed, most: speed })
    let [waiting, running, most] = [0, 0, 0]
    await mapConcurrent(Array.from({ length: 5000 }), 16, async () => {
      await tempo.run(async () => {
        running += 1
        most = Math.max(most, running)
        waiting = Math.max(waiting, tempo.waiting)
        await clock.sleep(3, signal)
        running -= 1
      }, signal)
    })

    expect(most).toBeLessThanOrEqual(4)
    expect(waiting).toBeLessThanOrEqual(16)
  })

  test.each([
    [false, 8],
    [true, 2],
  ])(
    'to be written is no operation that has begun: those are bounded, and fewer where memory is short (%s)',
    async (short, bound) => {
      const world = createWorld({ ticks: () => 3 })
      const operations = Array.from({ length: 500 }, (_, number) => create(`AMZN-US-B${number}`))

      const { result } = await world.run(operations, { isShort: () => short })

      let [begun, most] = [0, 0]
      for (const line of world.journal.lines) {
        if (line.startsWith('intend ')) begun += 1
        if (line.startsWith('succeeded ')) begun -= 1
        most = Math.max(most, begun)
      }
      expect(result.operations.succeeded).toBe(500)
      expect(most).toBe(bound)
    },
  )
})

describe('while memory is short', () => {
  test('a quarter of the calls is under way at once, one at least', () => {
    let short = true
    const of = (atOnce: number) => {
      const own = { rate: 10, atOnce }
      return new Tempo({ clock: leapingClock(0), first: own, most: own, isShort: () => short })
    }

    expect([of(16).atOnce, of(4).atOnce, of(2).atOnce]).toEqual([4, 1, 1])
    short = false
    expect(of(16).atOnce).toBe(16)
  })
})

describe('the threshold', () => {
  const limit = 1000 * 2 ** 20

  test.each([
    ['', 800],
    ['60%', 600],
    ['1500MB', 1500],
    ['1.5 GB', 1536],
  ])('%j of a heap of 1,000 MB is %i MB', (text, megabytes) => {
    expect(memoryAlert({ SYNC_MEMORY_ALERT: text }, limit)).toBe(megabytes * 2 ** 20)
  })

  test.each(['much', '0MB', '12', '-5%'])('%j is refused', (text) => {
    expect(() => memoryAlert({ SYNC_MEMORY_ALERT: text }, limit)).toThrow('is no amount of memory')
  })
})
