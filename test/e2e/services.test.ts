import { afterAll, beforeAll, expect, test } from 'vitest'
import { refused, refusedAloud } from './refused.ts'
import { failureOf, Stage } from './stage.ts'

/** Nobody listens there. */
const NOBODY = 'http://127.0.0.1:9'

let stage: Stage

beforeAll(async () => {
  stage = await Stage.open({ listings: 3 })
  expect((await stage.sync('export')).code).toBe(0)
})

afterAll(() => stage.close())

test.concurrent.for([
  ['a wrong password', { PLYTIX_API_PASSWORD: 'wrong' }, 'credentials', /^Plytix refused the API key and password/],
  ['a missing key', { PLYTIX_API_KEY: '' }, 'credentials', /^PLYTIX_API_KEY is not set/],
  ['nobody at the sign-in', { PLYTIX_AUTH_URL: NOBODY }, 'unreachable', /^Plytix cannot be reached at 127\.0\.0\.1:9/],
  ['a URL without encryption', { PLYTIX_API_URL: 'http://pim.example.com' }, 'config', /PLYTIX_API_URL .* https/],
] as const)('%s of Plytix is one clear message', async ([, env, code, message]) => {
  const failure = await refusedAloud(stage, ['plan', '--out', 'plan.json'], { env })

  expect(failure).toMatchObject({ code, message: expect.stringMatching(message) })
  expect(failure.hints.join(' ')).toMatch(/PLYTIX|\.env|http/)
  expect(stage.workspace.files('.')).not.toContain(stage.workspace.path('plan.json'))
})

test.concurrent('nobody at the API of Plytix is one clear message', async () => {
  const ended = await stage.syncIn({ env: { PLYTIX_API_URL: NOBODY } }, 'plan', '--json')

  expect(ended.code).toBe(1)
  expect(failureOf(ended)).toMatchObject({
    code: 'unreachable',
    message: expect.stringContaining('the connection is refused (127.0.0.1:9)'),
    hints: ['Check the network, and PLYTIX_API_URL if it is set.'],
  })
})

test.concurrent.for([
  ['a wrong secret', { SP_API_CLIENT_SECRET: 'wrong' }, 'amazon-sign-in', /^Login with Amazon .* invalid_client/],
  [
    'a wrong refresh token',
    { SP_API_REFRESH_TOKEN: 'Atzr|wrong' },
    'amazon-sign-in',
    /^Login with Amazon .* invalid_grant/,
  ],
  ['a missing token', { SP_API_REFRESH_TOKEN: '' }, 'credentials', /^SP_API_REFRESH_TOKEN is not set/],
  ['nobody at the sign-in', { SP_API_LWA_URL: NOBODY }, 'amazon-unreachable', /^Login with Amazon .* refused/],
  ['nobody at the API', { SP_API_URL: NOBODY }, 'amazon-unreachable', /^Amazon/],
] as const)('%s of Amazon is one clear message', async ([, env, code, message]) => {
  const finished = () => stage.workspace.files('state/default/exports').filter((path) => !path.includes('/partial/'))
  const exports = finished()

  const failure = await refused(stage, ['export'], { env })

  expect(failure).toMatchObject({ code, message: expect.stringMatching(message) })
  expect(failure.hints.join(' ')).toMatch(/SP_API|\.env/)
  expect(finished()).toEqual(exports)
})
