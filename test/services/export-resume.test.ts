import { appendFileSync, existsSync, readdirSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Source } from '../../src/model/source.ts'
import type { AmazonCall } from '../../src/sandbox/amazon/journal.ts'
import { resumeWork } from '../../src/state/exports/work.ts'
import { counting, digest, dying, type ExportWorld, openExportWorld } from './export-world.ts'

async function within<T>(open: Promise<ExportWorld>, work: (opened: ExportWorld) => Promise<T>): Promise<T> {
  const opened = await open
  try {
    return await work(opened)
  } finally {
    await opened.close()
  }
}

/** ASINs that were asked for by name, with how often. */
function hydrations(calls: AmazonCall[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { query } of calls) {
    if (query.identifiersType !== 'ASIN') continue
    for (const asin of (query.identifiers ?? '').split(',')) counts.set(asin, (counts.get(asin) ?? 0) + 1)
  }
  return counts
}

const whole = await within(openExportWorld(), async ({ run, world }) => {
  let kept = 0
  const text = await run({ source: counting(world.source, () => (kept += 1)) })
  const calls = world.amazon.calls.filter(({ operation }) => operation !== 'token').length
  return { header: JSON.parse(text.slice(0, text.indexOf('\n'))), digest: digest(text), calls, kept }
})

test('the brand of these tests takes every way to find listings', () => {
  const { report, complete } = whole.header

  expect(complete).toBe(true)
  for (const way of ['search', 'partition', 'own_listings', 'relatives'])
    expect(report.ways[way].new).toBeGreaterThan(0)
  expect(report.missing.map(({ asin }: { asin: string }) => asin)).toContain('B0MISSING1')
  expect(report.rejected.listings).toBeGreaterThan(0)
})

test('killed after any call and resumed, it writes the same bytes and asks for nothing twice but one page', async () => {
  for (let nth = 1; nth <= whole.kept; nth += 1) {
    await within(openExportWorld(), async ({ run, resume, world, work }) => {
      await expect(run({ source: dying(world.source, nth) })).rejects.toThrow('killed')
      expect(readdirSync(work.slice(0, work.lastIndexOf('/')))).toHaveLength(1)

      expect(digest(await resume()), `killed at call ${nth}`).toBe(whole.digest)

      const calls = world.amazon.calls.filter(({ operation }) => operation !== 'token')
      // Looking at a report, and fetching it, are several calls that are kept as one.
      expect(calls.length).toBeLessThanOrEqual(whole.calls + 4)
      const twice = [...hydrations(calls)].filter(([, count]) => count > 1)
      expect(twice.length).toBeLessThanOrEqual(20)
      expect(existsSync(work)).toBe(false)
    })
  }
})

test('goes on from a work file whose last line was cut off', async () => {
  await within(openExportWorld(), async ({ run, resume, world, work }) => {
    await expect(run({ source: dying(world.source, 8) })).rejects.toThrow('killed')
    truncateSync(work, statSync(work).size - 100)

    expect(digest(await resume())).toBe(whole.digest)
  })
})

test('takes nothing from a work file but whole lines', async () => {
  await within(openExportWorld(), async ({ run, world, work }) => {
    await expect(run({ source: dying(world.source, 5) })).rejects.toThrow('killed')
    const lines = readFileSync(work, 'utf8').split('\n').length - 1
    appendFileSync(work, '{"key":"search half","val')

    const resumed = resumeWork(work)

    expect(resumed?.memo.recall('search half')).toBeUndefined()
    expect(readFileSync(work, 'utf8').split('\n').length - 1).toBe(lines)
    resumed?.close()
  })
})

test('finishes the call in flight when it is interrupted, and says how to go on', async () => {
  await within(openExportWorld(), async ({ run, resume, world }) => {
    const controller = new AbortController()
    const source: Source = {
      ...world.source,
      read: (request, context, signal) => {
        const progress = ({ read }: { read: number }) => {
          if (read >= 60) controller.abort(new DOMException('Interrupted.', 'AbortError'))
        }
        return world.source.read(request, { ...context, progress }, signal)
      },
    }

    await expect(run({ source, signal: controller.signal })).rejects.toMatchObject({
      name: 'AbortError',
      hints: [expect.stringContaining('sync export --resume')],
    })
    const before = world.amazon.calls.length

    expect(digest(await resume())).toBe(whole.digest)
    const repeated = world.amazon.calls.length - 1 - whole.calls
    expect(before).toBeGreaterThan(2)
    expect(repeated).toBeLessThanOrEqual(2)
  })
})

test('keeps what it has when Amazon fails for good, and a new export begins anew', async () => {
  await within(openExportWorld(), async ({ run, world, work }) => {
    const outage = { effect: '500' as const, operation: 'searchCatalogItems' as const }
    world.amazon.options.faults = [{ ...outage, every: 1 }]

    await expect(run()).rejects.toMatchObject({ code: 'amazon-unavailable' })
    expect(existsSync(work)).toBe(true)
    world.amazon.options.faults = []

    const header = JSON.parse((await run()).split('\n')[0] ?? '')
    expect(header.complete).toBe(true)
  })
})

test.each([1, 2, 3])(
  'gives the same bytes through a random mix of faults (%d), for at most 40 % more calls',
  async (seed) => {
    const probable = [
      ['429', 0.1],
      ['500', 0.05],
      ['reset', 0.02],
      ['html', 0.01],
    ] as const
    const faults = probable.map(([effect, probability], index) => ({ effect, probability, seed: seed * 10 + index }))
    await within(openExportWorld({ faults }), async ({ run, world }) => {
      expect(digest(await run())).toBe(whole.digest)
      const calls = world.amazon.calls.filter(({ operation }) => operation !== 'token').length
      expect(calls).toBeGreaterThan(whole.calls)
      expect(calls).toBeLessThanOrEqual(whole.calls * 1.4)
    })
  },
)
