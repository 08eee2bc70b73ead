import { afterAll, describe, expect, test } from 'vitest'
import { Stages } from './examined.ts'
import { refused } from './refused.ts'
import { parsed, type Stage } from './stage.ts'

const stages = new Stages()
const open = () => stages.open()

afterAll(() => stages.close())

const WRONG = { PLYTIX_API_PASSWORD: 'wrong', SP_API_REFRESH_TOKEN: 'Atzr|wrong' }

/** What Amazon and Plytix were asked for, sign-ins apart. */
const reads = ({ sandbox: { amazon, plytix } }: Stage) => [
  ...amazon.calls.filter(({ operation }) => operation !== 'token').map(({ operation }) => operation),
  ...plytix.calls.filter(({ kind }) => kind !== 'auth').map(({ path }) => path),
]

const tokens = ({ sandbox: { amazon, plytix } }: Stage) => [amazon.counts().token, plytix.counts().auth]

describe('before anything is read', () => {
  test.concurrent.each([['plan'], ['match'], ['explain', 'B07X8Z63ZL'], ['apply', '--auto-approve']])(
    'sync %s tells what both sides refuse',
    async (...args) => {
      const stage = await open()

      const { message, hints } = await refused(stage, args, { env: WRONG })

      expect(message).toMatch(
        /^Plytix refused the API key and password\. Login with Amazon gives no token: 400 invalid_grant/,
      )
      expect(hints.join()).toMatch(/PLYTIX_API_KEY.*SP_API_REFRESH_TOKEN/)
      expect(reads(stage)).toEqual([])
    },
  )

  test.concurrent('a side that is out of reach is told together with one that refuses', async () => {
    const stage = await open()
    const env = { PLYTIX_AUTH_URL: 'http://127.0.0.1:9', SP_API_CLIENT_SECRET: 'wrong' }

    const { message } = await refused(stage, ['plan'], { env })

    expect(message).toContain('Plytix cannot be reached at 127.0.0.1:9: the connection is refused.')
    expect(message).toContain('Login with Amazon gives no token: 401 invalid_client')
  })

  test.concurrent('while variables are missing nobody is called', async () => {
    const stage = await open()

    await refused(stage, ['plan'], { env: { PLYTIX_API_KEY: '' } })

    expect([reads(stage), tokens(stage)]).toEqual([[], [0, 0]])
  })

  test.concurrent('a refused target costs no read of the source', async () => {
    const stage = await open()

    await refused(stage, ['plan'], { env: { PLYTIX_API_PASSWORD: 'wrong' } })

    expect(reads(stage)).toEqual([])
  })

  test.concurrent('sync export signs in once, however many marketplaces there are', async () => {
    const stage = await open()
    stage.workspace.edit('sync.yaml', ['marketplace: [US]', 'marketplace: [US, CA]'])

    const { message } = await refused(stage, ['export'], { env: { SP_API_REFRESH_TOKEN: 'Atzr|wrong' } })

    expect(message.match(/gives no token/g)).toHaveLength(1)
    expect([reads(stage), tokens(stage)]).toEqual([[], [1, 0]])
  })
})

describe('a plan that goes well', () => {
  test.concurrent('signs in once on each side, and not at all to a source whose export is kept', async () => {
    const stage = await open()

    parsed(await stage.sync('plan', '--json'))
    expect(tokens(stage)).toEqual([1, 1])
    parsed(await stage.sync('plan', '--json'))

    expect(tokens(stage)).toEqual([1, 2])
  })

  test.concurrent('needs no account for a snapshot', async () => {
    const stage = await open()
    parsed(await stage.sync('plan', '--json'))

    const ended = await stage.syncIn(
      { env: { ...WRONG, PLYTIX_API_KEY: '' } },
      'plan',
      '--snapshot',
      'latest',
      '--json',
    )

    expect(ended.code).toBe(0)
  })
})
