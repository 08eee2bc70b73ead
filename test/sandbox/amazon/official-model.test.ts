import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import { describe, expect, test } from 'vitest'
import { DATASETS } from '../../../src/sandbox/amazon/raw.ts'
import { sampleCatalogue } from '../../../src/sandbox/catalogue/index.ts'
import { amazon, get, ITEMS, search } from './support.ts'

const MODEL = join(import.meta.dirname, '../../../../shared/data/spapi/models/catalogItems_2022-04-01.json')
const everything = DATASETS.join(',')

/** Swagger 2.0 definitions are JSON Schemas but for the keywords that only documentation reads. */
function officialSchema(name: string): ValidateFunction {
  const { definitions } = JSON.parse(readFileSync(MODEL, 'utf8')) as { definitions: object }
  const ajv = new Ajv({ strict: false, allErrors: true, formats: { date: true } })
  return ajv.compile({ $ref: `#/definitions/${name}`, definitions })
}

describe.runIf(existsSync(MODEL))('the official model of Catalog Items 2022-04-01', () => {
  test('fits what a keyword search answers, with every data set and every page', async () => {
    const sim = await amazon(sampleCatalogue({ listings: 300, seed: 3 }).items)
    const valid = officialSchema('ItemSearchResults')
    let pageToken: string | undefined
    let pages = 0
    do {
      const query = {
        keywords: 'prairie boot',
        includedData: everything,
        pageSize: '20',
        ...(pageToken && { pageToken }),
      }
      const { body } = await search(sim, query)
      valid(body)
      expect(valid.errors).toBeNull()
      pageToken = body.pagination.nextToken
      pages += 1
    } while (pageToken)
    expect(pages).toBeGreaterThan(10)
  })

  test('fits an identifier search, a single item and an error', async () => {
    const { items } = sampleCatalogue({ listings: 20, seed: 3 })
    const sim = await amazon(items)
    const asin = items[0]?.asin ?? ''
    const answers = [
      ['ItemSearchResults', await search(sim, { identifiers: asin, identifiersType: 'ASIN' })],
      ['Item', await get(sim, `${ITEMS}/${asin}`, { query: { includedData: everything } })],
      ['ErrorList', await search(sim, {})],
      ['ErrorList', await get(sim, `${ITEMS}/B0NOWHERE1`)],
    ] as const

    for (const [name, { body }] of answers) {
      const valid = officialSchema(name)
      valid(body)
      expect(valid.errors).toBeNull()
    }
  })
})

describe.runIf(!existsSync(MODEL))('the official model', () => {
  test('was not compared with: ../shared/data is not here', () => {
    expect(existsSync(MODEL)).toBe(false)
  })
})
