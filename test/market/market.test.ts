import { describe, expect, test } from 'vitest'
import { newSchema, SERVER_URL } from '../support/postgres.ts'
import { tryMarket } from './trial.ts'

/** The whole of it, with 2,000 products and five seeds, is `npm run test:market`. */

const NONE = { wrong_joins: 0, missed_joins: 0, lacking: 0, beyond: 0 }
const KINDS = 45

describe('a shop that sells 150 products on two marketplaces, with every defect', () => {
  test('becomes the masters and variants that are true, stays as it is, and follows one price with what it is', async () => {
    // Embedded where there is no server: what both do alike is tested elsewhere.
    const server = SERVER_URL === null ? {} : { url: SERVER_URL, schema: newSchema() }

    const { sold, match, tables, ...outcome } = await tryMarket({ products: 150, seed: 11, ...server })

    expect(sold.kinds_of_defects).toBe(KINDS)
    expect(sold.ambiguous).toBeGreaterThan(0)
    expect({ match, products: tables.products, variants: tables.variants }).toEqual({
      match: NONE,
      products: NONE,
      variants: NONE,
    })
    expect(outcome).toMatchObject({
      ambiguous_unlike: 0,
      second_plan: 0,
      prices: [
        { platform: 'tiktok-shop', as_expected: true, left_over: 0 },
        { platform: 'shopee', as_expected: true, left_over: 0 },
      ],
    })
  })
})
