import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type PlytixSim, startPlytixSim } from '../../../src/sandbox/plytix/index.ts'
import { temporaryFolder } from '../../config/workspace-files.ts'
import { send } from '../../sandbox/plytix/support.ts'
import { runProgram } from '../../support/program.ts'
import { SHELF } from './source-world.ts'

const ID = '5d7a1e3f9c0b4a2d8e6f1a00'

async function openAccount(id = ID): Promise<PlytixSim> {
  const sim = await startPlytixSim({
    limits: [{ limit: 5000, window_size: 10 }],
    asyncDelayMs: 0,
    account: { id, name: 'Shelf' },
  })
  onTestFinished(() => sim.close())
  sim.store.seed(SHELF)
  return sim
}

const variablesOf = (sim: PlytixSim, prefix = ''): { [name: string]: string } => ({
  [`${prefix}PLYTIX_API_KEY`]: sim.options.apiKey,
  [`${prefix}PLYTIX_API_PASSWORD`]: sim.options.apiPassword,
  [`${prefix}PLYTIX_API_URL`]: sim.url,
  [`${prefix}PLYTIX_AUTH_URL`]: sim.authUrl,
})

/** A new workspace that reads the account. */
async function workspace(target: string, env: { [name: string]: string }) {
  const cwd = temporaryFolder()
  const run = (...args: string[]) => runProgram(args, { cwd, env })
  const json = async (...args: string[]) => {
    const { stdout, code, text } = await run(...args, '--json')
    expect(code, text).toBe(0)
    return JSON.parse(stdout)
  }
  const made = await run('init', '--source', 'plytix', '--target', target, '--scope', 'boots')
  expect(made.code, made.text).toBe(0)
  const edit = (from: string | RegExp, to: string): void => {
    const path = join(cwd, 'sync.yaml')
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to))
  }
  return { cwd, run, json, edit }
}

async function rename(sim: PlytixSim, sku: string, label: string): Promise<void> {
  const { apiKey: api_key, apiPassword: api_password } = sim.options
  const { body } = await send(`${sim.authUrl}/auth/api/get-token`, 'POST', { body: { api_key, api_password } })
  const authorization = `Bearer ${body.data[0].access_token}`
  const path = `/api/v1/products/${sim.store.product(sku)?.id}`
  const answer = await send(sim.url + path, 'PATCH', { authorization, body: { label } })
  expect(answer.status).toBe(200)
}

test('an account is read into a folder of rows: all of it, then nothing, then the one thing that changed', async () => {
  const sim = await openAccount()
  const { json, run } = await workspace('file', variablesOf(sim))

  const first = await json('apply', '--auto-approve')
  expect(first.operations).toMatchObject({ succeeded: 6, failed: 0 })
  expect((await json('plan')).operations).toEqual([])
  await rename(sim, 'SOLE', 'A better sole')
  await json('export')

  const { operations } = await json('plan')
  expect(operations).toMatchObject([{ action: 'update', after: { title: 'A better sole' } }])
  expect((await run('doctor')).text).toContain('Connected, 6 products would be read.')
  expect(sim.violations).toEqual([])
})

test('an account becomes a master catalogue, with variants under their parents, and is its own listing', async () => {
  const sim = await openAccount()
  const { json } = await workspace('postgres', variablesOf(sim))
  await json('db', 'up')

  const plan = await json('plan')
  const ids = plan.operations.map(({ id }: { id: string }) => id)
  expect(ids.filter((id: string) => id.startsWith('create:product.'))).toEqual(
    ['BOOT', 'SET', 'SOLE'].map((sku) => `create:product.${sku}`),
  )
  expect(ids).toContain('create:variant.BOOT-38')
  expect(ids).toContain(
    `create:mapping.plytix/${ID}/${sim.store.product('BOOT')?.id}/${sim.store.product('BOOT-38')?.id}`,
  )
  const applied = await json('apply', '--auto-approve')
  expect(applied.operations).toMatchObject({ succeeded: ids.length, failed: 0 })
  expect((await json('plan')).operations).toEqual([])
  await rename(sim, 'BOOT', 'Felt boot, new')
  await json('export')
  const changed = (await json('plan')).operations
  expect(changed.map(({ id }: { id: string }) => id)).toEqual(['update:product.BOOT'])
})

test('one account is not source and target, whichever prefixes its keys have; two are', async () => {
  const [old, copy] = [await openAccount(), await openAccount('5d7a1e3f9c0b4a2d8e6f1a01')]
  const env = { ...variablesOf(copy), ...variablesOf(old, 'OLD_'), ...variablesOf(copy, 'SAME_') }
  const { run, json, edit } = await workspace('plytix', env)

  const refused = await run('validate', '--json')
  expect(refused.code).toBe(1)
  expect(JSON.parse(refused.stdout).diagnostics).toMatchObject([{ code: 'same-account', file: 'sync.yaml' }])

  edit('    filters: []', '    account: same\n    filters: []')
  expect((await run('validate')).code).toBe(0)
  const same = await run('plan', '--json')
  expect(same.code).toBe(1)
  expect(JSON.parse(same.stdout).error).toMatchObject({ code: 'same-account' })

  edit('account: same', 'account: old')
  const plan = await json('plan')
  expect(plan.sources).toMatchObject([{ provider: 'plytix', marketplace: 'old', items: 6 }])
  const made = plan.operations.filter(({ id }: { id: string }) => id.startsWith('create:product.plytix-old-'))
  expect(made).toHaveLength(6)
})
