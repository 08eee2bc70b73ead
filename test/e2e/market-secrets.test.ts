import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { formsOf } from '../../src/net/secret-forms.ts'
import { SHOPS } from '../../src/sandbox/market/world.ts'
import { describeDrivers, newSchema, SERVER_URL } from '../support/postgres.ts'
import type { Ended } from '../support/program.ts'
import { MarketStage } from './market-stage.ts'

/** Every variable that holds a secret, with all that is written differently in JSON, in addresses and in Base64. */
const SHOPEE = {
  partnerKey: 'm4rked-partner-kéy/5a+"1',
  accessToken: 'm4rked-shopee-access/1+=',
  refreshToken: 'm4rked-shopee-refresh/2+=',
}
const TIKTOK = {
  appSecret: 'm4rked-app-sécret/7b+"2',
  accessToken: 'm4rked-tiktok-access/3+=',
  refreshToken: 'm4rked-tiktok-refresh/4+=',
  authCode: 'm4rked-tiktok-code/5+=',
}
const CIPHER = 'm4rked-cipher/6+='
const PASSWORD = 'm4rked-database-password'
const ALL = [...Object.values(SHOPEE), ...Object.values(TIKTOK), CIPHER, PASSWORD]

/** Tokens that the simulators give for these; and signatures, which are good for minutes. */
const GIVEN =
  /(?:acc|ref)[0-9a-f]{6}(?:5a|a5){8}|ROW_sandbox-(?:access|refresh)-token|\bsign(?:=|"\s*:\s*")[0-9a-f]{16}/

/** What services repeat of what the program has. */
const ECHO = `You sent ${[...Object.values(SHOPEE), TIKTOK.appSecret, CIPHER].join(' ')} ${Buffer.from(`key ${SHOPEE.partnerKey}`).toString('base64')}`
const ECHOES = {
  shopee: { effect: 'answer', operation: 'get_item_list', body: { error: 'error_param', message: ECHO } },
  tiktok: { effect: 'answer', operation: 'search', body: { code: 36009004, message: ECHO } },
} as const

const LOG = { SYNC_LOG: 'trace', SYNC_LOG_FILE: 'trace.log' }
/** Of a server that is not there, and of something that is no database. */
const NOWHERE = `postgres://catalogue:${PASSWORD}@127.0.0.1:1/catalogue`
const WRONG = `https://catalogue:${PASSWORD}@db.example.com/catalogue`

function urlWithPassword(): string {
  const url = new URL(SERVER_URL ?? '')
  url.password = PASSWORD
  return url.href
}

describeDrivers('two marketplaces and a catalogue, with a secret in every variable', (driver) => {
  let stage: MarketStage
  const said: [name: string, ended: Ended][] = []

  const run = async (name: string, env: { [name: string]: string } = {}) => {
    said.push([name, await stage.syncWith({ ...LOG, ...env }, ...name.split(' '))])
  }

  beforeAll(async () => {
    const shops = [{ id: SHOPS['tiktok-shop'], name: 'Toko', region: 'ID', cipher: CIPHER }]
    const place = driver === 'server' ? { url: urlWithPassword(), schema: newSchema() } : {}
    stage = await MarketStage.open(
      { listings: 6, seed: 5, market: { invalid: 0 }, shopee: SHOPEE, 'tiktok-shop': { ...TIKTOK, shops } },
      place,
    )
    const { shopee, tiktok } = stage.market
    for (const name of ['doctor --probe', 'auth status', 'auth shopee --url', 'auth tiktok-shop --url']) await run(name)
    await run('auth shopee --refresh --json')
    await run('export --json --events export.ndjson')
    await run(`auth shopee --code ${shopee.consent([Number(SHOPS.shopee)])} --shop ${SHOPS.shopee}`)
    await run(`auth tiktok-shop --code ${TIKTOK.authCode} --json`)
    await run('plan --out plan.json --events plan.ndjson --json')
    await run('apply plan.json --events events.ndjson --json')
    for (const name of ['match --format html --report match.html', 'quality --json', 'runs --json']) await run(name)
    await run('auth status --json')
    shopee.options.faults = [ECHOES.shopee]
    tiktok.options.faults = [ECHOES.tiktok]
    await run('export')
    await run('export --json')
    await run('doctor --json')
    shopee.options.faults = [{ effect: 'expired-token', nth: 1 }]
    tiktok.options.faults = [{ effect: 'expired-token', operation: 'search', nth: 1 }]
    await run('export --json --events export.ndjson')
    await run('export', { SHOPEE_PARTNER_KEY: `${SHOPEE.partnerKey}x`, TIKTOK_SHOP_APP_SECRET: `${TIKTOK.appSecret}x` })
    for (const url of [NOWHERE, WRONG]) {
      await run('plan --json', { DATABASE_URL: url })
      await run('doctor', { DATABASE_URL: url })
    }
    await run('auth tiktok-shop --code m4rked-tiktok-code/5+=')
  })

  afterAll(() => stage?.close())

  test('the commands work, and fail, as meant', () => {
    expect(said.map(([name, { code }]) => `${code} ${name.split(' --')[0]}`)).toEqual([
      ...['0 doctor', '0 auth status', '0 auth shopee', '0 auth tiktok-shop', '0 auth shopee', '0 export'],
      ...['0 auth shopee', '0 auth tiktok-shop', '0 plan', '0 apply plan.json', '0 match'],
      ...['0 quality', '0 runs', '0 auth status', '1 export', '1 export', '1 doctor', '0 export'],
      ...['1 export', '1 plan', '1 doctor', '1 plan', '1 doctor', '1 auth tiktok-shop'],
    ])
    expect(said[14]?.[1].text).toMatch(/You sent (?:\[removed\] )+/)
  })

  test('no output holds one, in any form', () => {
    for (const [name, { stdout, stderr }] of said) expectClean(name, Buffer.from(stdout + stderr))
  })

  test('no file does but tokens.json, which its owner alone can read', () => {
    const files = readdirSync(stage.root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
    const tokens = files.filter((path) => path.endsWith('tokens.json'))

    expect(tokens).toEqual([join(stage.root, 'state/default/tokens.json')])
    expect(statSync(tokens[0] ?? '').mode & 0o777).toBe(0o600)
    for (const name of [
      'trace.log',
      'events.ndjson',
      'export.ndjson',
      'plan.ndjson',
      'match.html',
      'plan.json',
      'state.db',
    ])
      expect(files.filter((path) => path.endsWith(`/${name}`))).not.toEqual([])
    for (const path of files) if (!tokens.includes(path)) expectClean(path, readFileSync(path))
  })

  test('nor does anything that is in the database', async () => {
    const schema = driver === 'server' ? '= current_schema()' : "NOT LIKE 'pg\\_%'"
    const tables = await stage.query<{ name: string }>(
      `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name
       FROM information_schema.tables WHERE table_schema ${schema} AND table_schema <> 'information_schema'`,
    )
    expect(tables.length).toBeGreaterThan(8)
    const rows = await stage.query<{ row: string }>(
      tables.map(({ name }) => `SELECT to_jsonb(t)::text AS row FROM ${name} t`).join(' UNION ALL '),
    )
    expect(rows.length).toBeGreaterThan(40)
    expectClean('the database', Buffer.from(rows.map(({ row }) => row).join('\n')))
  })
})

const FORMS = ALL.flatMap(formsOf)

function expectClean(name: string, bytes: Buffer): void {
  expect([name, FORMS.filter((form) => bytes.includes(form))]).toEqual([name, []])
  expect([name, GIVEN.exec(bytes.toString('latin1'))?.[0]]).toEqual([name, undefined])
}
