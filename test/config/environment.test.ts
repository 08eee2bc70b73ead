import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { accountName, stateFolder } from '../../src/config/account.ts'
import { readEnvironment } from '../../src/config/environment.ts'
import { ConfigError } from '../../src/model/errors.ts'
import { provider, providers } from '../support/providers.ts'
import { temporaryFolder, workspaceFolder } from './workspace-files.ts'

const plytix = provider('plytix')
const amazon = provider('amazon')

const PLYTIX = { PLYTIX_API_KEY: 'key', PLYTIX_API_PASSWORD: 'swordfish' }
const AMAZON = { SP_API_CLIENT_ID: 'id', SP_API_CLIENT_SECRET: 'swordfish', SP_API_REFRESH_TOKEN: 'token' }

const dotEnv = (values: { [name: string]: string }) => ({
  '.env': Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join(''),
})

function thrown(run: () => unknown): ConfigError {
  try {
    run()
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return error as ConfigError
  }
  throw new Error('Nothing was thrown.')
}

describe('readEnvironment', () => {
  it('reads credentials from the environment, with the public hosts', () => {
    const environment = readEnvironment({ providers, root: temporaryFolder(), env: { ...PLYTIX, ...AMAZON } })

    expect(environment.valuesFor(plytix)).toEqual({
      ...PLYTIX,
      PLYTIX_API_URL: 'https://pim.plytix.com',
      PLYTIX_AUTH_URL: 'https://auth.plytix.com',
    })
    expect(environment.valuesFor(amazon)).toEqual({
      ...AMAZON,
      SP_API_URL: null,
      SP_API_LWA_URL: 'https://api.amazon.com',
    })
  })

  it('lets real variables win over .env', () => {
    const root = workspaceFolder(dotEnv({ ...PLYTIX, PLYTIX_API_KEY: '"from file"' }))

    expect(readEnvironment({ providers, root, env: {} }).valuesFor(plytix).PLYTIX_API_KEY).toBe('from file')
    expect(readEnvironment({ providers, root, env: { PLYTIX_API_KEY: 'real' } }).valuesFor(plytix).PLYTIX_API_KEY).toBe(
      'real',
    )
  })

  it('takes URLs from .env only when the credentials come from there too', () => {
    const root = workspaceFolder(dotEnv({ ...PLYTIX, PLYTIX_API_URL: 'https://elsewhere.example/' }))

    expect(readEnvironment({ providers, root, env: {} }).valuesFor(plytix).PLYTIX_API_URL).toBe(
      'https://elsewhere.example',
    )
    expect(readEnvironment({ providers, root, env: PLYTIX }).valuesFor(plytix).PLYTIX_API_URL).toBe(
      'https://pim.plytix.com',
    )
    const half = { PLYTIX_API_PASSWORD: 'real' }
    expect(readEnvironment({ providers, root, env: half }).valuesFor(plytix).PLYTIX_API_URL).toBe(
      'https://pim.plytix.com',
    )
  })

  it('lets an optional credential of the environment keep a URL of .env away from it', () => {
    const url = { name: 'SHELF_URL', purpose: 'place', default: 'https://shelf.example', is: 'url' } as const
    const shelf = { variables: [{ name: 'SHELF_TOKEN', purpose: 'token', secret: true } as const, url] }
    const root = workspaceFolder(dotEnv({ SHELF_URL: 'https://elsewhere.example' }))
    const valuesWith = (env: { [name: string]: string }) => readEnvironment({ providers, root, env }).valuesFor(shelf)

    expect(valuesWith({})).toEqual({ SHELF_TOKEN: null, SHELF_URL: 'https://elsewhere.example' })
    expect(valuesWith({ SHELF_TOKEN: 'swordfish' }).SHELF_URL).toBe('https://shelf.example')
  })

  it('names all the missing variables at once, where to set them, and no value', () => {
    const root = temporaryFolder()
    const environment = readEnvironment({ providers, root, env: { SP_API_CLIENT_SECRET: 'swordfish' } })

    const error = thrown(() => environment.valuesFor(amazon))
    expect(error.message).toBe('SP_API_CLIENT_ID and SP_API_REFRESH_TOKEN are not set.')
    expect(error.hints[0]).toBe(`Set them in the environment or in ${root}/.env, which stays out of git.`)
    expect(JSON.stringify(error)).not.toContain('swordfish')
    expect(thrown(() => environment.valuesFor(plytix)).message).toBe(
      'PLYTIX_API_KEY and PLYTIX_API_PASSWORD are not set.',
    )
  })

  it('takes every variable with the prefix of the account, and none without', () => {
    const env = {
      ACME_EU_PLYTIX_API_KEY: 'eu',
      ACME_EU_PLYTIX_API_PASSWORD: 'x',
      ACME_EU_PLYTIX_API_URL: 'http://127.0.0.1:80/a/',
    }
    const environment = readEnvironment({
      providers,
      root: temporaryFolder(),
      env: { ...env, ...AMAZON },
      account: 'Acme-eu',
    })

    expect(environment.account).toBe('acme_eu')
    expect(environment.valuesFor(plytix)).toMatchObject({ PLYTIX_API_KEY: 'eu', PLYTIX_API_URL: 'http://127.0.0.1/a' })
    expect(thrown(() => environment.valuesFor(amazon)).message).toContain('ACME_EU_SP_API_CLIENT_ID, ')
    expect(readEnvironment({ providers, root: temporaryFolder(), env: { SYNC_ACCOUNT: 'acme' } }).account).toBe('acme')
  })

  it.each([
    ['http://pim.example', 'PLYTIX_API_URL does not begin with https://.'],
    ['http://localhost.example', 'PLYTIX_API_URL does not begin with https://.'],
    ['ftp://127.0.0.1', 'PLYTIX_API_URL is not a plain URL.'],
    ['pim.example', 'PLYTIX_API_URL is not a plain URL.'],
    ['https://swordfish@pim.example', 'PLYTIX_API_URL is not a plain URL.'],
    ['https://pim.example?a=b', 'PLYTIX_API_URL is not a plain URL.'],
  ])('refuses %s', (url, message) => {
    const environment = readEnvironment({ providers, root: temporaryFolder(), env: { ...PLYTIX, PLYTIX_API_URL: url } })

    expect(thrown(() => environment.valuesFor(plytix)).message).toBe(message)
  })

  it.each(['http://localhost:4010', 'http://127.0.0.1:4010', 'http://[::1]:4010'])(
    'takes %s on this machine',
    (url) => {
      const environment = readEnvironment({
        providers,
        root: temporaryFolder(),
        env: { ...PLYTIX, PLYTIX_AUTH_URL: url },
      })

      expect(environment.valuesFor(plytix).PLYTIX_AUTH_URL).toBe(url)
    },
  )

  it('refuses a .env that is not text', () => {
    const root = workspaceFolder({ '.env': Buffer.from([0xff, 0xfe, 0]) })

    const { message } = thrown(() => readEnvironment({ providers, root, env: {} }))
    expect(message).toBe("The workspace's .env cannot be used: the file is not UTF-8 text.")
  })
})

describe('the account', () => {
  it('names the state folder', () => {
    expect(stateFolder('/boots', accountName('ACME-eu'))).toBe(join('/boots', 'state', 'acme_eu'))
    expect(stateFolder('/boots', accountName(undefined))).toBe(join('/boots', 'state', 'default'))
  })

  it.each(['../x', 'a b', 'a/b', 'default', 'ä', 'x'.repeat(41)])('refuses the name %s', (name) => {
    expect(thrown(() => accountName(name)).code).toBe('account')
  })
})
