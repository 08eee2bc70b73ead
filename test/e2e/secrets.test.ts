import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ended } from '../support/program.ts'
import { Stage } from './stage.ts'

const SECRETS = {
  plytix: { apiKey: 'plytix-key-5d1f', apiPassword: 'plytix-password-83ac' },
  amazon: { clientSecret: 'amzn1.oa2-cs.v1.secret-77b0', refreshToken: 'Atzr|refresh-token-19e2' },
}
/** Access tokens: a JSON web token of Plytix's, and one of Amazon's. */
const TOKENS = /eyJ[\w-]{10,}|Atza\|/

let stage: Stage
let steps: Ended[]

beforeAll(async () => {
  stage = await Stage.open({
    listings: 5,
    ...SECRETS,
    plytix: { ...SECRETS.plytix, limits: [{ limit: 5000, window_size: 10 }] },
  })
  const { plytix, amazon } = stage.sandbox
  steps = [
    await stage.sync('export'),
    await stage.sync('plan', '--out', 'plan.json'),
    await stage.sync('apply', 'plan.json', '--json'),
    await stage.sync('plan', '--json'),
  ]
  plytix.options.faults = [{ effect: '401' }]
  steps.push(await stage.sync('plan', '--json'))
  plytix.options.faults = []
  amazon.options.missingRole = true
  steps.push(await stage.sync('export'))
  amazon.options.clientSecret = 'changed'
  steps.push(await stage.sync('export', '--json'))
  plytix.options.apiPassword = 'changed'
  steps.push(await stage.sync('plan'))
})

afterAll(() => stage.close())

test('the commands work, and fail, as meant', () => {
  expect(steps.map(({ code }) => code)).toEqual([0, 0, 0, 0, 1, 1, 1, 1])
})

test('no output holds a secret', () => {
  for (const { text } of steps) expectClean(text)
})

test('no file holds a secret', () => {
  const files = stage.workspace.files('.')

  expect(files.length).toBeGreaterThan(8)
  expect(files.filter((file) => file.includes('/state/')).length).toBeGreaterThan(1)
  for (const file of files) expectClean(readFileSync(file, 'latin1'))
})

function expectClean(text: string): void {
  const secrets = [...Object.values(SECRETS.plytix), ...Object.values(SECRETS.amazon)]
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
  expect(TOKENS.exec(text)).toBeNull()
}
