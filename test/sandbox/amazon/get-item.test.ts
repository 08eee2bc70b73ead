import { expect, test } from 'vitest'
import { amazon, get, ITEMS, listing, search, US } from './support.ts'

const CA = 'A2EUQ1WTGCTBG2'

const boot = {
  ...listing('B0JUNIPER1'),
  summaries: [
    { marketplaceId: US, itemName: 'Trail Boot' },
    { marketplaceId: CA, itemName: 'Botte de sentier' },
  ],
  attributes: {
    color: [
      { value: 'Rust', marketplace_id: US },
      { value: 'Rouille', marketplace_id: CA },
    ],
    hidden: [{ value: 'eh', marketplace_id: CA }],
  },
  identifiers: [{ marketplaceId: US, identifiers: [] }],
}

test('gives the bare item, its summaries only unless more is asked for', async () => {
  const sim = await amazon([boot])

  const answer = await get(sim, `${ITEMS}/B0JUNIPER1`)

  expect(answer.status).toBe(200)
  expect(answer.body).toEqual({ asin: 'B0JUNIPER1', summaries: [{ marketplaceId: US, itemName: 'Trail Boot' }] })
})

test('gives the asked data sets and no other, of the asked marketplace only', async () => {
  const sim = await amazon([boot])

  const { body } = await get(sim, `${ITEMS}/B0JUNIPER1`, { query: { includedData: 'attributes,identifiers,images' } })

  expect(body).toEqual({
    asin: 'B0JUNIPER1',
    attributes: { color: [{ value: 'Rust', marketplace_id: US }] },
    identifiers: [{ marketplaceId: US, identifiers: [] }],
  })
})

test('takes several marketplaces at once', async () => {
  const sim = await amazon([boot], { marketplace: ['US', 'CA'] })

  const { body } = await get(sim, `${ITEMS}/B0JUNIPER1`, { query: { marketplaceIds: `${US},${CA}` } })

  expect(body.summaries).toHaveLength(2)
})

test('names the item and the marketplace that it is not found in', async () => {
  const sim = await amazon([boot])

  const answer = await get(sim, `${ITEMS}/B0NOWHERE1`)

  expect(answer.status).toBe(404)
  const message = `Requested item, B0NOWHERE1, not found in marketplace(s) ${US}.`
  expect(answer.body).toEqual({ errors: [{ code: 'NOT_FOUND', message }] })
})

test('refuses an unknown data set and a missing marketplace', async () => {
  const sim = await amazon([boot])

  expect((await get(sim, `${ITEMS}/B0JUNIPER1`, { query: { includedData: 'pictures' } })).status).toBe(400)
  expect((await get(sim, `${ITEMS}/B0JUNIPER1`, { query: { marketplaceIds: '' } })).status).toBe(400)
})

test('a search gives the same item', async () => {
  const sim = await amazon([boot])
  const includedData = 'summaries,attributes'

  const one = await get(sim, `${ITEMS}/B0JUNIPER1`, { query: { includedData } })
  const found = await search(sim, { identifiers: 'B0JUNIPER1', identifiersType: 'ASIN', includedData })

  expect(found.body.items).toEqual([one.body])
})
