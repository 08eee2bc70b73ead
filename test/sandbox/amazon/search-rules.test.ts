import { expect, test } from 'vitest'
import { amazon, get, ITEMS, listing, search, US } from './support.ts'

const boot = listing('B0JUNIPER1')
const UNPARSABLE = 'Request has missing or invalid parameters and cannot be parsed.'
const twentyOne = Array.from({ length: 21 }, (_, i) => `word${i}`).join(',')

test.each([
  ['nothing to look for', {}, "Missing required 'identifiers' or 'keywords'."],
  ['a brand alone', { brandNames: 'Juniper_Boot_Co' }, "Missing required 'identifiers' or 'keywords'."],
  ['identifiers without their type', { identifiers: 'B0JUNIPER1' }, "Missing required 'identifiersType'."],
  ['an unknown type', { identifiers: '1', identifiersType: 'BARCODE' }, "Invalid 'identifiersType' provided."],
  ['SKUs without a seller', { identifiers: 'JB', identifiersType: 'SKU' }, "Missing required 'sellerId'."],
  ['keywords with identifiers', { keywords: 'boot', identifiers: '1', identifiersType: 'UPC' }, UNPARSABLE],
  ['a brand with identifiers', { brandNames: 'J', identifiers: '1', identifiersType: 'UPC' }, UNPARSABLE],
  ['a node with identifiers', { classificationIds: '1', identifiers: '1', identifiersType: 'UPC' }, UNPARSABLE],
  [
    'a keyword language with identifiers',
    { keywordsLocale: 'en_US', identifiers: '1', identifiersType: 'UPC' },
    UNPARSABLE,
  ],
  ['too many keywords', { keywords: twentyOne }, "Too many 'keywords' provided."],
  [
    'two marketplaces',
    { keywords: 'boot', marketplaceIds: `${US},A2EUQ1WTGCTBG2` },
    "Too many 'marketplaceIds' provided.",
  ],
  ['no marketplace', { keywords: 'boot', marketplaceIds: '' }, UNPARSABLE],
  ['a misspelt data set', { keywords: 'boot', includedData: 'summaries,salesRank' }, UNPARSABLE],
  ['a page of more than twenty', { keywords: 'boot', pageSize: '21' }, UNPARSABLE],
  ['a page of none', { keywords: 'boot', pageSize: '0' }, UNPARSABLE],
  ['a token of nowhere', { keywords: 'boot', pageToken: 'abc' }, 'Invalid Input'],
])('refuses %s', async (_what, query, message) => {
  const sim = await amazon([boot])

  const answer = await search(sim, query as { [name: string]: string })

  expect(answer.status).toBe(400)
  expect(answer.body).toEqual({ errors: [{ code: 'InvalidInput', message, details: '' }] })
})

test('can refuse attributes in a search, and gives them for a single item still', async () => {
  const sim = await amazon([boot], { refuseAttributes: true })

  const refused = await search(sim, { keywords: 'boot', includedData: 'attributes,summaries' })

  expect(refused.status).toBe(400)
  expect(refused.body.errors[0].message).toBe("Invalid 'includedData' requested.")
  expect((await search(sim, { keywords: 'boot', includedData: 'summaries' })).status).toBe(200)
  expect((await get(sim, `${ITEMS}/B0JUNIPER1`, { query: { includedData: 'attributes' } })).status).toBe(200)
})
