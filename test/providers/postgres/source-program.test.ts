import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../config/workspace-files.ts'
import { describeServer, newSchema, SERVER_URL } from '../../support/postgres.ts'
import { runProgram } from '../../support/program.ts'

interface Way {
  source: string
  target: string
  schema: string
  env: { [name: string]: string }
}

/** A new workspace of two systems, whose catalogue is of a schema and found by CATALOGUE_URL. */
async function workspace({ source, target, schema, env }: Way) {
  const cwd = temporaryFolder()
  const run = (...args: string[]) => runProgram(args, { cwd, env })
  const json = async (...args: string[]) => {
    const { stdout, code, text } = await run(...args, '--json')
    expect(code, text).toBe(0)
    return JSON.parse(stdout)
  }
  const made = await run('init', '--source', source, '--target', target, '--scope', 'boots')
  expect(made.code, made.text).toBe(0)
  edit(join(cwd, 'sync.yaml'), [
    ['url_env: DATABASE_URL', 'url_env: CATALOGUE_URL'],
    ['schema: catalog', `schema: ${schema}`],
  ])
  return { cwd, run, json }
}

function edit(path: string, replacements: [string | RegExp, string][]): void {
  const text = replacements.reduce((whole, [from, to]) => whole.replace(from, to), readFileSync(path, 'utf8'))
  writeFileSync(path, text)
}

/** The rules of what would go back: where it is listed, and what would be asked there. */
const MAPPINGS = `  mappings:
    type: json
    from: mappings
    write: always
  shopee_price:
    type: decimal
    compute: { base: price, factor: 1.15, minimum: 100, round: half-up, to: 2 }
    write: always
  tiktok_price:
    type: decimal
    compute: { base: price, factor: 1.2, add: 0.1, minimum: 100, round: up, to: 0 }
    write: always
`

/** A table becomes a catalogue, and the catalogue a folder of rows. */
async function expectBothWays(schema: string, env: Way['env']): Promise<void> {
  const writer = await workspace({ source: 'file', target: 'postgres', schema, env })
  await writer.json('db', 'up')
  expect((await writer.json('apply', '--auto-approve')).operations).toMatchObject({ succeeded: 13, failed: 0 })
  const reader = await workspace({ source: 'postgres', target: 'file', schema, env })
  // Embedded, the catalogue of another workspace is read from a copy.
  if (!env.CATALOGUE_URL) copyCatalogue(writer.cwd, reader.cwd)
  edit(join(reader.cwd, 'specs/attributes.yaml'), [[/\n {2}# More that there is[\s\S]*$/, `${MAPPINGS}`]])
  expect(await reader.json('validate')).toMatchObject({ ok: true })
  expect((await reader.run('doctor')).text).toContain('2 products of the organisation default would be read.')

  const plan = await reader.json('plan')
  expect(plan.sources).toMatchObject([{ provider: 'postgres', items: 4, complete: true }])
  expect(plan.operations.map(({ id }: { id: string }) => id)).toEqual(
    ['BOOT-1001', 'BOOT-1001-38', 'BOOT-1001-39', 'SOLE-7'].map((sku) => `create:product.postgres-default-${sku}`),
  )
  expect(plan.operations[1].after).toMatchObject({
    title: 'Felt boot',
    price: '89.9',
    gtin: '4012345678901',
    ...{ shopee_price: '103.39', tiktok_price: '108' },
    mappings: [
      { platform: 'file', shop: 'products', product_id: 'BOOT-1001-38', price: '89.9', sync_status: 'synced' },
    ],
  })
  expect((await reader.json('apply', '--auto-approve')).operations).toMatchObject({ succeeded: 4 })
  expect((await reader.json('plan')).operations).toEqual([])

  edit(join(writer.cwd, 'products.csv'), [['4012345678918,89.90', '4012345678918,79.90']])
  await writer.json('apply', '--auto-approve')
  if (!env.CATALOGUE_URL) copyCatalogue(writer.cwd, reader.cwd)
  const { operations } = await reader.json('plan')
  expect(operations.map(({ id }: { id: string }) => id)).toEqual([
    'update:product.postgres-default-BOOT-1001',
    'update:product.postgres-default-BOOT-1001-39',
  ])
}

function copyCatalogue(from: string, to: string): void {
  const place = 'state/default/catalog'
  cpSync(join(from, place), join(to, place), { recursive: true, force: true })
}

test('what was written to an embedded catalogue is read from a copy of it', async () => {
  await expectBothWays('catalog', {})
})

test('a workspace without a catalogue is told which variable it lacks', async () => {
  const { run } = await workspace({ source: 'postgres', target: 'file', schema: 'catalog', env: {} })
  const { code, stdout } = await run('plan', '--json')
  expect(code).toBe(1)
  expect(JSON.parse(stdout).error).toMatchObject({
    code: 'no-catalogue',
    message: expect.stringMatching(/^CATALOGUE_URL is not set, and there is no catalogue in /),
  })
})

test('a catalogue is not its own source', async () => {
  const { cwd, run } = await workspace({ source: 'postgres', target: 'postgres', schema: 'catalog', env: {} })
  edit(join(cwd, 'sync.yaml'), [['url_env: DATABASE_URL', 'url_env: CATALOGUE_URL']])
  const own = await run('validate', '--json')
  expect(own.code).toBe(1)
  expect(JSON.parse(own.stdout).diagnostics).toMatchObject([{ code: 'same-catalogue', file: 'sync.yaml' }])

  edit(join(cwd, 'sync.yaml'), [['organisation: default', 'organisation: acme']])
  expect((await run('validate')).code).toBe(0)
  expect((await run('db', 'up')).code).toBe(0)
  const embedded = await run('plan', '--json')
  expect(embedded.code).toBe(1)
  expect(JSON.parse(embedded.stdout).error).toMatchObject({
    code: 'same-catalogue',
    message: 'CATALOGUE_URL is not set, so that source and target would be one embedded catalogue.',
  })
})

describeServer('a catalogue on a server', () => {
  test('is read where it was written, by the variable that the settings name', async () => {
    await expectBothWays(newSchema(), { CATALOGUE_URL: SERVER_URL ?? '' })
  })
})
