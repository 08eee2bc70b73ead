import { Agent } from 'node:https'
import { connect } from 'node:net'
import { SellingPartner } from 'amazon-sp-api'
import { expect, test } from 'vitest'
import { amazon, CREDENTIALS, listing, US } from './support.ts'

test('serves the usual client library, which keeps naming Amazon’s hosts', async () => {
  const sim = await amazon([listing('B0JUNIPER1')])
  const agent = new Agent()
  agent.createConnection = () => connect(Number(new URL(sim.url).port), '127.0.0.1')
  const client = new SellingPartner({
    region: 'na',
    refresh_token: CREDENTIALS.refresh_token,
    credentials: {
      SELLING_PARTNER_APP_CLIENT_ID: CREDENTIALS.client_id,
      SELLING_PARTNER_APP_CLIENT_SECRET: CREDENTIALS.client_secret,
    },
    options: { https_proxy_agent: agent, retry_remote_timeout: false, auto_request_throttled: false },
  })

  const answer = await client.callAPI({
    operation: 'searchCatalogItems',
    endpoint: 'catalogItems',
    query: { marketplaceIds: [US], identifiers: ['B0JUNIPER1', 'B0NOWHERE1'], identifiersType: 'ASIN' },
    options: { version: '2022-04-01' },
  })

  expect(answer).toMatchObject({ numberOfResults: 1, items: [{ asin: 'B0JUNIPER1' }] })
  expect(sim.calls.map(({ operation, status }) => [operation, status])).toEqual([
    ['token', 200],
    ['searchCatalogItems', 200],
  ])
})
