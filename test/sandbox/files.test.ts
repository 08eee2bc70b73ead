import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Sandbox } from '../../src/sandbox/index.ts'
import { openSandbox, type SandboxRequest, sandboxVariables } from '../../src/services/sandbox.ts'

let folder: string
let open: Sandbox | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-files-'))
})

afterEach(async () => {
  await open?.close()
  open = undefined
  rmSync(folder, { recursive: true, force: true })
})

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

async function openWith(request: Partial<SandboxRequest>): Promise<Sandbox> {
  const usual = {
    accountId: '5b30cfabe6eecf41df89a3a3',
    listings: 10,
    seed: 1,
    items: undefined,
    accountSeed: undefined,
    options: undefined,
    port: undefined,
  }
  open = await openSandbox({ ...usual, ...request })
  return open
}

test('reads catalogue, account and options from files', async () => {
  const sandbox = await openWith({
    items: file('items.json', { items: [{ asin: 'B0JUNIPER1' }] }),
    accountSeed: file('account.json', { products: [{ sku: 'JB-10' }] }),
    options: file('options.json', { amazon: { searchCap: 40 }, plytix: { orderedCap: 99 } }),
  })

  expect(sandbox.amazon.items.map(({ asin }) => asin)).toEqual(['B0JUNIPER1'])
  expect(sandbox.plytix.store.product('JB-10')).toBeDefined()
  expect([sandbox.amazon.options.searchCap, sandbox.plytix.options.orderedCap]).toEqual([40, 99])
})

test('names a file that cannot be read or is not JSON', async () => {
  const missing = join(folder, 'missing.json')
  const torn = file('torn.json', '{"amazon": ')

  await expect(openWith({ options: missing })).rejects.toThrow(`There is no file ${missing}.`)
  await expect(openWith({ items: torn })).rejects.toThrow(`The file ${torn} is not valid JSON`)
})

test('says which ports are taken, and what to do', async () => {
  const port = 32_000 + (process.pid % 200) * 3
  await openWith({ port })

  const again = openSandbox({
    accountId: '5b30cfabe6eecf41df89a3a3',
    listings: 5,
    seed: 1,
    items: undefined,
    accountSeed: undefined,
    options: undefined,
    port,
  })

  await expect(again).rejects.toMatchObject({
    code: 'port-in-use',
    message: `One of the ports ${port} to ${port + 5} is already in use.`,
  })
})

test('under an account the variables carry its prefix; without one, none that is named elsewhere counts', () => {
  const env = { SP_API_URL: 'http://127.0.0.1:9' }

  expect(sandboxVariables(env, 'shop-two')).toEqual({ SYNC_ACCOUNT: 'shop_two', SHOP_TWO_SP_API_URL: env.SP_API_URL })
  expect(sandboxVariables(env)).toEqual({ SYNC_ACCOUNT: '', ...env })
})
