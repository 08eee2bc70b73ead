import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createClient } from '../../../src/providers/amazon/client.ts'
import { SpApiError } from '../../../src/providers/amazon/failure.ts'
import { marketplaceOf } from '../../../src/providers/amazon/marketplaces.ts'
import { convertPage } from '../../../src/providers/amazon/page.ts'
import { asList, asRecord, asRecords, type RawRecord } from '../../../src/providers/amazon/raw.ts'
import { listen } from '../../../src/sandbox/listen.ts'
import { leapingClock } from './world.ts'

const DATA = join(import.meta.dirname, '../../../../shared/data/spapi')
const present = existsSync(DATA)

interface Answer {
  name: string
  status: number
  headers: { [name: string]: string }
  body: unknown
}

/** Every answer of an API in a file, whatever form the file has. */
function answersIn(file: string): Answer[] {
  const content = asRecord(JSON.parse(readFileSync(file, 'utf8')))
  const name = file.slice(DATA.length + 1)
  const answer = ({ status, headers, body }: RawRecord): Answer => ({
    name,
    status: Number(status ?? 200),
    headers: Object.fromEntries(Object.entries(asRecord(headers)).map(([key, value]) => [key, String(value)])),
    body,
  })
  const interactions = asRecords(content.interactions).filter(({ request }) =>
    /sellingpartnerapi/.test(String(asRecord(request).uri)),
  )
  if (Array.isArray(content.interactions)) return interactions.map(({ response }) => answer(asRecord(response)))
  return typeof content.body === 'object' && content.body !== null ? [answer(content)] : []
}

const files = present
  ? ['examples', 'recorded'].flatMap((folder) =>
      readdirSync(join(DATA, folder)).map((name) => join(DATA, folder, name)),
    )
  : []
const answers = files.flatMap(answersIn)

describe.runIf(!present)('recorded and official answers', () => {
  test(`were not tried: there is no ${DATA}`, () => {
    expect(present).toBe(false)
  })
})

describe.runIf(present)('recorded and official answers', () => {
  test('are many', () => {
    expect(answers.length).toBeGreaterThan(50)
  })

  test.each(answers.map((answer) => [`${answer.name} (${answer.status})`, answer] as const))(
    '%s passes',
    async (_, answer) => {
      const { status, headers, body } = answer
      const keep = Object.fromEntries(Object.entries(headers).filter(([name]) => /^x-amzn/i.test(name)))
      const server = await listen(({ path }) =>
        path === '/auth/o2/token'
          ? { status: 200, body: { access_token: 'Atza|test', expires_in: 3600 } }
          : { status, headers: keep, body },
      )
      const credentials = {
        clientId: 'a',
        clientSecret: 'b',
        refreshToken: 'c',
        apiUrl: server.url,
        lwaUrl: server.url,
      }
      const options = { credentials, clock: leapingClock(), random: () => 0.5, userAgent: 'test/1' }
      const client = createClient(options, marketplaceOf('US'), new AbortController().signal)

      const result = await client
        .call({ operation: 'searchCatalogItems', query: { keywords: 'x' } })
        .catch((error: unknown) => error)

      await server.close()
      if (status >= 300) {
        expect(result).toBeInstanceOf(SpApiError)
        expect((result as SpApiError).status).toBe(status)
        expect((result as SpApiError).message).toMatch(/^Amazon SP-API refuses searchCatalogItems.*request id/)
        return
      }
      expect(result).toEqual(body)
      const page = convertPage(asRecord(result), marketplaceOf('US'))
      const items = asRecords(asRecord(result).items).filter((item) => 'asin' in item)
      expect(page.items).toHaveLength(items.length)
      expect(page.notes).toHaveLength(asList(asRecord(result).items).length - items.length)
    },
  )
})
