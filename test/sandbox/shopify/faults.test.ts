import { describe, expect, test } from 'vitest'
import { make } from './made.ts'
import { ask, handClock, post, refusal, start } from './support.ts'

const SHOP = '{ shop { name } }'
const TAG = 'mutation ($id: ID!) { tagsAdd(id: $id, tags: ["struck"]) { userErrors { message } } }'

describe('a fault', () => {
  test.each([
    ['401', 401],
    ['429', 429],
    ['500', 500],
    ['503', 503],
    ['html', 502],
    ['html-200', 200],
  ] as const)('%s is answered with status %i, and the next call is well', async (effect, status) => {
    const sim = await start({ faults: [{ effect, nth: 1 }] })
    const struck = await post(sim, { query: SHOP })
    expect(struck.status).toBe(status)
    expect(struck.body.data).toBeUndefined()
    expect((await post(sim, { query: SHOP })).body.data).toEqual({ shop: { name: 'Sandbox' } })
  })

  test.each([
    ['reset-before', false],
    ['reset-after', true],
    ['502-after', true],
    ['internal', false],
    ['internal-after', true],
  ] as const)('%s has been carried out: %s', async (effect, done) => {
    const sim = await start({ faults: [{ effect, field: 'tagsAdd' }] })
    const { id } = await make(sim)
    await post(sim, { query: TAG, variables: { id } }).catch(() => 'no answer')
    expect(sim.store.get('Product', id)?.tags).toEqual(done ? ['struck'] : [])
  })

  test('throttled says so with status 200, and executes nothing', async () => {
    const sim = await start({ faults: [{ effect: 'throttled', field: 'tagsAdd', nth: 1 }] })
    const { id } = await make(sim)
    const { status, body } = await post(sim, { query: TAG, variables: { id } })
    expect([status, refusal(body), body.extensions.cost.actualQueryCost]).toEqual([200, 'THROTTLED: Throttled', null])
    expect(sim.store.get('Product', id)?.tags).toEqual([])
  })

  test('drained leaves no points for the call', async () => {
    const clock = handClock()
    const sim = await start({ clock, faults: [{ effect: 'drained', nth: 1 }] })
    const { body } = await post(sim, { query: SHOP })
    expect(refusal(body)).toBe('THROTTLED: Throttled')
    clock.move(1000)
    expect((await post(sim, { query: SHOP })).body.extensions.cost.throttleStatus.currentlyAvailable).toBe(99)
  })

  test('expired-token ends the tokens that were handed out', async () => {
    const sim = await start({ faults: [{ effect: 'expired-token', nth: 2 }] })
    const grant = { client_id: 'sandbox-client', client_secret: 'sandbox-secret', grant_type: 'client_credentials' }
    const answer = await fetch(`${sim.url}/admin/oauth/access_token`, {
      method: 'POST',
      body: new URLSearchParams(grant),
    })
    const { access_token: token } = (await answer.json()) as { access_token: string }
    expect((await post(sim, { query: SHOP }, { token })).status).toBe(200)
    expect((await post(sim, { query: SHOP }, { token })).status).toBe(401)
  })

  test('strikes tokens and files only when it says so', async () => {
    const sim = await start({ faults: [{ effect: '500' }, { effect: '503', kind: 'token' }] })
    const answer = await fetch(`${sim.url}/admin/oauth/access_token`, { method: 'POST' })
    expect(answer.status).toBe(503)
    await expect(ask(sim, SHOP)).rejects.toThrow()
  })
})
