import { afterEach, describe, expect, test } from 'vitest'
import { createClient } from '../../../src/providers/amazon/client.ts'
import { createDownload } from '../../../src/providers/amazon/download.ts'
import { marketplaceOf } from '../../../src/providers/amazon/marketplaces.ts'
import { type AmazonSim, startAmazonSim } from '../../../src/sandbox/amazon/index.ts'
import type { AmazonSimOptions } from '../../../src/sandbox/amazon/options.ts'
import { joined } from './report-text.ts'
import { boots, leapingClock, US } from './world.ts'

const SEARCH = { operation: 'searchCatalogItems', query: { keywords: 'boot', marketplaceIds: US } } as const

let amazon: AmazonSim

afterEach(() => amazon.close())

async function open(options: AmazonSimOptions, signal = new AbortController().signal, deadline = 200) {
  const clock = leapingClock()
  const said: [number, string][] = []
  amazon = await startAmazonSim({ items: boots(3), clock, ...options })
  const { clientId, clientSecret, refreshToken } = amazon.options
  const credentials = { clientId, clientSecret, refreshToken, apiUrl: amazon.url, lwaUrl: amazon.lwaUrl }
  const client = createClient(
    {
      ...{ credentials, clock, random: () => 0.9, userAgent: 'test/1' },
      timeouts: { idle: 5000, deadline },
      onWait: (seconds, reason) => said.push([seconds, reason]),
    },
    marketplaceOf('US'),
    signal,
  )
  return { client, clock, said }
}

describe('a rate that Amazon announces', () => {
  test.each(['1e-300', '0.0000001', '-2', '0', 'NaN', 'Infinity', 'fast', '2,0', '1e-9 '])(
    'never holds a call back for longer than 100 seconds: %j',
    async (rateHeader) => {
      const { client, clock } = await open({ rateHeader })

      for (let calls = 0; calls < 4; calls += 1) await client.call(SEARCH)

      expect(Math.max(0, ...clock.waits)).toBeLessThanOrEqual(100_000)
    },
  )

  test.each(['1e308', '1e18', '5000'])('never lets calls go faster than a hundred a second: %s', async (rateHeader) => {
    const { client, clock } = await open({ rateHeader, limits: { searchCatalogItems: { rate: 1e6, burst: 1e6 } } })
    const started = clock.now()

    for (let calls = 0; calls < 50; calls += 1) await client.call(SEARCH)

    expect(clock.now() - started).toBeGreaterThanOrEqual(470)
  })

  test('that is very low is said when the wait for it begins', async () => {
    const { client, said } = await open({ rateHeader: '0.01' })
    for (let calls = 0; calls < 3; calls += 1) await client.call(SEARCH)
    expect(said[0]).toEqual([100, 'Amazon takes calls of this kind only so often'])
  })
})

test('a wait after a refusal is said when it begins, once a minute', async () => {
  const { client, said } = await open({ faults: [{ effect: '429' }] })

  await expect(client.call(SEARCH)).rejects.toMatchObject({ code: 'amazon-throttled' })

  expect(said[0]).toEqual([expect.any(Number), 'Amazon says that there are too many calls'])
  expect(said.length).toBeLessThanOrEqual(2)
})

test.each([0, -1, 1e-9, 1e18, 0.5])(
  'a token that is good for %d seconds is neither kept for ever nor renewed all the time',
  async (tokenSeconds) => {
    const { client, clock } = await open({ tokenSeconds })

    for (let calls = 0; calls < 10; calls += 1) await client.call(SEARCH)
    expect(client.totals().sign_ins).toBe(1)

    clock.leap(25 * 3600_000)
    await client.call(SEARCH)
    expect(client.totals().sign_ins).toBe(2)
  },
)

describe('an answer of Amazon that trickles', () => {
  test('is given up at its deadline, and asked for again', async () => {
    // The second answer has to be there in time on a busy machine as well.
    const { client } = await open({ faults: [{ effect: 'trickle', ms: 20, nth: 1 }] }, undefined, 1500)

    expect(await client.call(SEARCH)).toMatchObject({ items: expect.any(Array) })
    expect(client.totals()).toMatchObject({ calls: 2, retried: 1 })
  })

  test('ends the command when all do, and says so', async () => {
    const { client } = await open({ faults: [{ effect: 'trickle', ms: 20 }] })

    await expect(client.call(SEARCH)).rejects.toMatchObject({
      code: 'amazon-unreachable',
      message: expect.stringContaining('it does not answer in time'),
    })
    expect(client.totals().calls).toBe(8)
  })
})

test('an answer of Amazon that is too large ends before it is all there', async () => {
  const body = `"${'x'.repeat(70 * 1024 * 1024)}"`
  const { client } = await open({ faults: [{ effect: 'answer', status: 200, body }] })
  await expect(client.call(SEARCH)).rejects.toMatchObject({
    message: expect.stringMatching(/the answer is too large|does not answer in time/),
  })
})

describe('a document of Amazon', () => {
  const reading = { japanese: false, read: joined }

  async function openDocument(options: AmazonSimOptions) {
    const { client } = await open({ report: { looks: 0 }, ...options })
    const body = { reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', marketplaceIds: [US] }
    const { reportId } = await client.call({ operation: 'createReport', body })
    const path = { reportId: String(reportId) }
    const { reportDocumentId } = await client.call({ operation: 'getReport', path })
    const document = { reportDocumentId: String(reportDocumentId) }
    const { url } = await client.call({ operation: 'getReportDocument', path: document })
    return String(url)
  }

  test('that trickles ends, and says so', async () => {
    const url = await openDocument({ faults: [{ effect: 'trickle', ms: 10, operation: 'download' }] })
    const download = createDownload(amazon.url, { span: 100, slowest: 10_000 })

    expect(await download(url, reading)).toEqual({
      ok: false,
      message: 'fails: less than 10 kB a second come',
      passing: true,
    })
  })

  test('is given up at once when the command is stopped', async () => {
    const url = await openDocument({ faults: [{ effect: 'trickle', ms: 10, operation: 'download' }] })
    const stop = new AbortController()
    const stopping = async (text: AsyncIterable<string>) => {
      stop.abort()
      return joined(text)
    }
    const downloading = createDownload(amazon.url, { signal: stop.signal })(url, { ...reading, read: stopping })
    await expect(downloading).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('that is no compressed one although it should be is read as what it is', async () => {
    await open({ faults: [{ effect: 'answer', status: 200, body: 'plain', operation: 'download' }] })
    expect(await createDownload(amazon.url)(`${amazon.url}/documents/some`, reading)).toEqual({
      ok: true,
      value: 'plain',
      note: null,
    })
  })

  test('that is refused is not read', async () => {
    const html = { effect: 'answer', status: 503, body: 'x'.repeat(100_000), operation: 'download' } as const
    await open({ faults: [html] })
    expect(await createDownload(amazon.url)(`${amazon.url}/documents/some`, reading)).toMatchObject({
      ok: false,
      message: expect.stringContaining('answers 503'),
      passing: true,
    })
  })
})
