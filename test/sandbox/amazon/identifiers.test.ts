import { expect, test } from 'vitest'
import { amazon, asins, listing, search, trail, US, withCodes } from './support.ts'

const UPC = '885012000039'

function many(count: number, digit = '1'): string {
  return Array.from({ length: count }, (_, i) => `B0TR${digit}${String(i).padStart(5, '0')}`).join(',')
}

test('finds one barcode in any padding and under any type', async () => {
  const sim = await amazon([
    withCodes('B0JUNIPER1', { EAN: `0${UPC}` }),
    withCodes('B0JUNIPER2', { UPC: '885012000046' }),
  ])

  for (const [identifiersType, identifiers] of [
    ['UPC', UPC],
    ['EAN', `0${UPC}`],
    ['GTIN', `00${UPC}`],
    ['GTIN', UPC],
  ] as const) {
    expect(asins(await search(sim, { identifiers, identifiersType }))).toEqual(['B0JUNIPER1'])
  }
})

test('gives every listing of a code, an exact total, and neither pages nor refinements', async () => {
  const sim = await amazon([withCodes('B0JUNIPER1', { UPC }), withCodes('B0JUNIPER2', { EAN: `0${UPC}` })])

  const { body } = await search(sim, { identifiers: UPC, identifiersType: 'UPC' })

  expect(body.numberOfResults).toBe(2)
  expect(Object.keys(body)).toEqual(['numberOfResults', 'items'])
})

test('leaves out ASINs that it does not know', async () => {
  const sim = await amazon([listing('B0JUNIPER1')])

  const answer = await search(sim, { identifiers: 'B0JUNIPER1,B0NOWHERE1,0306406152', identifiersType: 'ASIN' })

  expect(answer.status).toBe(200)
  expect(asins(answer)).toEqual(['B0JUNIPER1'])
})

test('one malformed ASIN fails the whole batch, unnamed', async () => {
  const sim = await amazon([listing('B0JUNIPER1')])

  const answer = await search(sim, { identifiers: 'B0JUNIPER1,b0juniper2', identifiersType: 'ASIN' })

  expect(answer.status).toBe(400)
  expect(answer.body.errors).toEqual([{ code: 'InvalidInput', message: "Invalid 'asin' provided.", details: '' }])
})

test('finds seller SKUs, with commas too when one is asked for', async () => {
  const sim = await amazon([withCodes('B0JUNIPER1', { SKU: 'JB,10' }), withCodes('B0JUNIPER2', { SKU: 'JB-11' })])
  const bySku = (identifiers: string) => search(sim, { identifiers, identifiersType: 'SKU', sellerId: 'A2JUNIPER' })

  expect(asins(await bySku('JB-11'))).toEqual(['B0JUNIPER2'])
  expect(asins(await bySku('JB,10'))).toEqual(['B0JUNIPER1'])
})

test('takes twenty identifiers and no more', async () => {
  const sim = await amazon([])

  expect((await search(sim, { identifiers: many(20), identifiersType: 'ASIN' })).status).toBe(200)
  const answer = await search(sim, { identifiers: many(21), identifiersType: 'ASIN' })
  expect(answer.status).toBe(400)
  expect(answer.body.errors[0].message).toBe("Too many 'identifiers' provided.")
})

test('pages through more results than fit on one page', async () => {
  const sim = await amazon(twins(30))
  const query = { identifiers: UPC, identifiersType: 'UPC', pageSize: '20' }

  const first = await search(sim, query)
  const second = await search(sim, { ...query, pageToken: first.body.pagination.nextToken })

  expect([first.body.numberOfResults, asins(first).length, asins(second).length]).toEqual([30, 20, 10])
  expect(second.body.pagination).toEqual({ previousToken: expect.any(String) })
  expect(new Set([...asins(first), ...asins(second)]).size).toBe(30)
})

test('can lose the second page of a full first one, as was seen', async () => {
  const sim = await amazon(twins(30), { losesIdentifierPages: true })
  const query = { identifiers: UPC, identifiersType: 'UPC' }

  const explicit = await search(sim, { ...query, pageSize: '20' })
  const usual = await search(sim, query)

  expect(explicit.body).toMatchObject({ numberOfResults: 30 })
  expect(explicit.body.pagination).toBeUndefined()
  expect(usual.body.pagination.nextToken).toBeTruthy()
})

function twins(count: number) {
  const identifiers = [{ marketplaceId: US, identifiers: [{ identifierType: 'UPC', identifier: UPC }] }]
  return trail(count).map((item) => ({ ...item, identifiers }))
}
