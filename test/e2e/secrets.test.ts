import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Failure } from '../../src/model/run.ts'
import { formsOf } from '../../src/net/secret-forms.ts'
import type { Ended } from '../support/program.ts'
import { Stage } from './stage.ts'

/** With all that is written differently in JSON, in addresses and in Base64. */
const SECRETS = {
  plytix: { apiKey: 'plytix-key/5d1f+"a', apiPassword: 'plytix pässword\\83=ac&b' },
  amazon: { clientSecret: 'amzn1.oa2-cs.v1.secret-77b0', refreshToken: 'Atzr|refresh-token/19e2+=' },
}
const ALL = [...Object.values(SECRETS.plytix), ...Object.values(SECRETS.amazon)]
/** Access tokens: a JSON web token of Plytix's, and one of Amazon's; the beginning of each in Base64. */
const TOKENS = /eyJ[\w-]{10,}|Atza(?:\||%7C)|QXR6YX|ZXlK/

/** A service that repeats what it was given, in every form. */
const ECHO = {
  error: {
    msg: `You sent ${SECRETS.plytix.apiPassword}`,
    errors: [
      { field: 'label', msg: `is ${SECRETS.plytix.apiKey}` },
      { field: 'gtin', msg: `is ${encodeURIComponent(SECRETS.plytix.apiPassword)}` },
      { field: 'sku', msg: Buffer.from(`Basic ${SECRETS.plytix.apiPassword}`).toString('base64') },
    ],
  },
}

const LOG = { SYNC_LOG: 'trace', SYNC_LOG_FILE: 'trace.log' }

let stage: Stage
let steps: [name: string, ended: Ended][]

beforeAll(async () => {
  const limits = { limits: [{ limit: 5000, window_size: 10 }] }
  let dead: string | null = ''
  const fetchAsset = (url: string) => {
    if (dead === '') dead = url
    return dead === url ? null : { bytes: url }
  }
  stage = await Stage.open({ listings: 5, ...SECRETS, plytix: { ...SECRETS.plytix, ...limits, fetchAsset } })
  const { plytix, amazon } = stage.sandbox
  steps = []
  const run = async (...args: string[]): Promise<Ended> => {
    const ended = await stage.syncIn({ env: LOG }, ...args)
    steps.push([args.join(' '), ended])
    return ended
  }
  await run('export', '--json')
  await run('plan', '--out', 'plan.json', '--json')
  plytix.options.faults = [
    { effect: 'answer', method: 'POST', path: /\/products$/, nth: 1, status: 422, body: ECHO },
    { effect: '500-before', method: 'POST', path: /\/relationships$/, nth: 1 },
  ]
  const applied = await run('apply', 'plan.json', '--events', 'events.ndjson', '--json')
  plytix.options.faults = []
  const { run_id, failures } = JSON.parse(applied.stdout)
  await run('runs', '--json')
  await run('runs', 'show', run_id)
  await run('runs', 'show', run_id, '--json')
  dead = null
  await run('apply', '--retry-failed', run_id)
  await run('verify', run_id)
  const { address }: Failure = failures.find((failure: Failure) => failure.address.startsWith('product.'))
  await run('explain', address.slice('product.'.length))
  await run('match', '--format', 'html', '--report', 'report.html')
  steps.push(['plan on standard error', await stage.syncIn({ env: { SYNC_LOG: 'trace' } }, 'plan', '--json')])
  plytix.options.faults = [{ effect: '401' }]
  await run('plan', '--json')
  plytix.options.faults = [{ effect: 'answer', status: 403, body: ECHO }]
  await run('plan')
  plytix.options.faults = []
  amazon.options.missingRole = true
  await run('export')
  amazon.options.clientSecret = 'changed'
  await run('export', '--json')
  plytix.options.apiPassword = 'changed'
  await run('plan')
})

afterAll(() => stage.close())

test('the commands work, and fail, as meant', () => {
  expect(steps.map(([name, { code }]) => `${name.split(' ').slice(0, 2).join(' ')}: ${code}`)).toEqual([
    'export --json: 0',
    'plan --out: 0',
    'apply plan.json: 1',
    'runs --json: 0',
    expect.stringMatching(/^runs show: 0/),
    expect.stringMatching(/^runs show: 0/),
    'apply --retry-failed: 0',
    expect.stringMatching(/^verify .*: 0/),
    expect.stringMatching(/^explain .*: 0/),
    'match --format: 0',
    'plan on: 0',
    'plan --json: 1',
    'plan: 1',
    'export: 1',
    'export --json: 1',
    'plan: 1',
  ])
})

test('what a service repeats is told, without what is secret in it', () => {
  const { failures } = JSON.parse(steps[2]?.[1].stdout ?? '')

  expect(failures).toContainEqual(
    expect.objectContaining({
      ...{ system: 'Plytix', operation: 'create product', status: 422, code: 'invalid' },
      fields: [
        { field: 'label', message: 'is [removed]' },
        { field: 'gtin', message: 'is [removed]' },
        { field: 'sku', message: expect.stringContaining('[removed]') },
      ],
    }),
  )
})

test('the log holds the transcript, and every part of the work', () => {
  const lines = readFileSync(stage.workspace.path('trace.log'), 'utf8').trim().split('\n')
  const events = new Set(lines.map((line) => JSON.parse(line).event))

  for (const event of ['http.transcript', 'auth.signed_in', 'plan.made', 'operation.finished', 'command.failed'])
    expect(events).toContain(event)
  expect(steps.find(([name]) => name === 'plan on standard error')?.[1].stderr).toContain('"event":"http.transcript"')
})

test('no output holds a secret, in any form', () => {
  for (const [name, { text }] of steps) expectClean(name, text)
})

test('no file holds a secret, in any form', () => {
  const files = stage.workspace.files('.')

  expect(files.length).toBeGreaterThan(8)
  expect(files.filter((file) => file.includes('/state/')).length).toBeGreaterThan(1)
  for (const name of ['trace.log', 'events.ndjson', 'report.html', 'plan.json'])
    expect(files.filter((file) => file.endsWith(name))).not.toEqual([])
  for (const file of files) {
    expectClean(file, readFileSync(file, 'utf8'))
    expectClean(file, readFileSync(file, 'latin1'))
  }
})

function expectClean(name: string, text: string): void {
  expect([name, ALL.flatMap(formsOf).filter((form) => text.includes(form))]).toEqual([name, []])
  expect([name, TOKENS.exec(text)?.[0]]).toEqual([name, undefined])
}
