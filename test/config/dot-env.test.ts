import { describe, expect, it } from 'vitest'
import { readDotEnv } from '../../src/config/dot-env.ts'
import { readEnvironment } from '../../src/config/environment.ts'
import { variableNames } from '../../src/config/variables.ts'
import { validateWorkspace } from '../../src/services/validate.ts'
import { provider, providers } from '../support/providers.ts'
import { temporaryFolder, workspaceFolder } from './workspace-files.ts'

const plytix = provider('plytix')

const said = (text: string) =>
  readDotEnv(workspaceFolder({ '.env': text }), variableNames(providers)).diagnostics.map(
    ({ line, severity, message }) => `${line}: ${severity}: ${message}`,
  )

describe('a .env with typos', () => {
  it.each([
    ['PLYTIX_API_KEYS', 'PLYTIX_API_KEY'],
    ['PLYTIX_APIKEY', 'PLYTIX_API_KEY'],
    ['PLITIX_API_PASSWORD', 'PLYTIX_API_PASSWORD'],
    ['SP_API_REFRESH_TOKN', 'SP_API_REFRESH_TOKEN'],
    ['sp_api_client_id', 'SP_API_CLIENT_ID'],
    ['ACME_PLYTIX_API_PASWORD', 'ACME_PLYTIX_API_PASSWORD'],
    ['SYNC_ACOUNT', 'SYNC_ACCOUNT'],
  ])('names the variable that was meant by %s', (name, near) => {
    expect(said(`# boots\n${name}=swordfish\n`)).toEqual([
      `2: warning: ${name} is no variable that this program reads; did you mean ${near}?`,
    ])
  })

  it.each(['PLYTIX_API_KEY swordfish', 'swordfish', 'export PLYTIX_API_KEY', 'PLYTIX_API_KEY: swordfish'])(
    'says that a line has no "=": %s',
    (line) => {
      expect(said(`SYNC_ACCOUNT=acme\n\n${line}\n`)).toEqual(['3: warning: the line has no "=" and sets nothing'])
    },
  )

  it('says in one line what is for other programs', () => {
    expect(said('NODE_ENV=test\nPORT=80\nHOST=a\nUSER_AGENT=b\nc3dvcmRmaXNo==\n')).toEqual([
      '1: info: NODE_ENV, PORT, HOST and 2 more names are not read by this program',
    ])
  })

  it('takes every variable with and without a prefix, export in front, and values of several lines', () => {
    const text =
      'export PLYTIX_API_KEY=a1\nACME_SP_API_URL=https://a.example\nPLYTIX_API_PASSWORD="one\ntwo\n"\nSYNC_ACCOUNT=acme # ours\n'

    expect(said(text)).toEqual([])
    expect(readDotEnv(temporaryFolder(), variableNames(providers))).toEqual({ values: {}, diagnostics: [] })
  })
})

describe('very many lines', () => {
  const many = (line: (index: number) => string) => said(Array.from({ length: 20_000 }, (_, n) => line(n)).join('\n'))

  it.each([
    ['that have no "="', () => 'swordfish'],
    ['with one name misspelt', () => 'PLYTIX_API_KEYS=swordfish'],
    ['with placeholders', () => 'PLYTIX_API_KEY=<key>'],
    ['with prefixes and a name misspelt', (n: number) => `SHOP${n % 500}_PLYTIX_API_KEYS=swordfish`],
  ])('are named up to a hundred, and counted: %s', (_, line) => {
    const found = many(line)

    expect(found).toHaveLength(101)
    expect(found.at(-1)).toBe('null: warning: 19,900 more warnings in this file')
  })

  it.each([
    ['for other programs', (n: number) => `NAME${n}=x`],
    ['with quotes that end in the next line', () => 'NAME="x'],
  ])('cost no more than reading them: %s', (_, line) => {
    expect(many(line)).toHaveLength(1)
  })
})

describe('a placeholder', () => {
  it.each([
    '…',
    '...',
    '<your key>',
    '<key>',
    'your-key',
    'your_api_key_here',
    'changeme',
    'CHANGE-ME',
    'XXXX',
    'xxx',
    'amzn1.xxxxxxxx',
    '"<secret>"',
    '****',
  ])('is no credential: %s', (value) => {
    const root = workspaceFolder({ '.env': `PLYTIX_API_KEY=real1\nPLYTIX_API_PASSWORD=${value}\n` })
    const environment = readEnvironment({ providers, root, env: {} })

    expect(environment.diagnostics).toMatchObject([
      { file: '.env', line: 2, severity: 'warning', message: 'PLYTIX_API_PASSWORD still holds a placeholder' },
    ])
    expect(() => environment.valuesFor(plytix)).toThrow('PLYTIX_API_PASSWORD still holds a placeholder.')
  })

  it.each(['key', 'swordfish', 'x', '12345678', 'myth0logy', 'Atzr|IwEBIA', 'yourself', '-'])(
    'is not seen in %s',
    (value) => {
      const root = workspaceFolder({ '.env': `PLYTIX_API_KEY=k\nPLYTIX_API_PASSWORD=${value}\n` })

      expect(readEnvironment({ providers, root, env: {} }).valuesFor(plytix).PLYTIX_API_PASSWORD).toBe(value)
    },
  )

  it('counts in the environment too, where all of them are named', () => {
    const env = { ACME_PLYTIX_API_KEY: '<key>', ACME_PLYTIX_API_PASSWORD: 'changeme' }
    const environment = readEnvironment({ providers, root: temporaryFolder(), env, account: 'acme' })

    expect(() => environment.valuesFor(plytix)).toThrow(
      'ACME_PLYTIX_API_KEY and ACME_PLYTIX_API_PASSWORD still hold placeholders.',
    )
  })
})

it('is checked by validate, values never shown', () => {
  const cwd = workspaceFolder({ '.env': 'swordfish\nPLYTIX_API_KEYS=swordfish\nPLYTIX_API_PASSWORD=<swordfish>\n' })

  const { ok, diagnostics } = validateWorkspace({ providers, cwd })

  expect(ok).toBe(true)
  expect(diagnostics.map(({ file, line, code }) => `${file}:${line} ${code}`)).toEqual([
    '.env:1 env',
    '.env:2 env',
    '.env:3 env',
  ])
  expect(JSON.stringify(diagnostics)).not.toContain('swordfish')
})

it('is an error for validate when it cannot be read', () => {
  const result = validateWorkspace({ providers, cwd: workspaceFolder({ '.env/boots': '' }) })

  expect(result).toMatchObject({ ok: false, diagnostics: [{ severity: 'error', file: '.env' }] })
})
