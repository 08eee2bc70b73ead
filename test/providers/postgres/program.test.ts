import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../config/workspace-files.ts'
import { describeServer, newSchema, SERVER_URL } from '../../support/postgres.ts'
import { runProgram } from '../../support/program.ts'

const STEPS = ['0001_catalogue', '0002_search', '0003_option_order']

/** A workspace that keeps a table in a catalogue. */
async function workspace(env: { [name: string]: string } = {}) {
  const cwd = temporaryFolder()
  const run = (...args: string[]) => runProgram(args, { cwd, env })
  const json = async (...args: string[]) => {
    const { stdout, code, text } = await run(...args, '--json')
    expect(code, text).toBe(0)
    return JSON.parse(stdout)
  }
  const made = await run('init', '--source', 'file', '--target', 'postgres', '--scope', 'boots')
  expect(made.code, made.text).toBe(0)
  return { cwd, run, json, table: join(cwd, 'products.csv') }
}

async function expectWholeStory({ run, json, table }: Awaited<ReturnType<typeof workspace>>): Promise<void> {
  expect(await json('db', 'status')).toEqual({ applied: [], pending: STEPS })
  const early = await run('plan', '--json')
  expect(early).toMatchObject({ code: 1 })
  expect(JSON.parse(early.stdout).error).toMatchObject({
    code: 'schema-behind',
    hints: [expect.stringContaining('sync db up')],
  })
  expect(await json('db', 'up')).toEqual({ applied: STEPS, pending: [] })
  const { operations } = await json('apply', '--auto-approve')
  expect(operations).toMatchObject({ succeeded: 13, failed: 0 })
  expect((await json('plan')).operations).toEqual([])
  expect(await json('find', '--name', 'BOOT felt')).toMatchObject({
    products: [
      { master_sku: 'BOOT-1001', variants: [{ variant_sku: 'BOOT-1001-38' }, { variant_sku: 'BOOT-1001-39' }] },
    ],
    total: 1,
  })
  expect(await json('find', '--name', "boot'; DROP TABLE master_products; --")).toEqual({ products: [], total: 0 })

  writeFileSync(table, readFileSync(table, 'utf8').replace('4012345678918,89.90', '4012345678918,79.90'))
  const changed = await json('plan')
  expect(changed.operations.map(({ id }: { id: string }) => id)).toEqual([
    'update:product.BOOT-1001',
    'update:variant.BOOT-1001-39',
    'update:mapping.file/products/BOOT-1001-39',
  ])
  expect((await json('apply', '--auto-approve')).operations).toMatchObject({ succeeded: 3 })

  expect(await json('db', 'down')).toMatchObject({ reverted: ['0003_option_order'] })
  expect(await json('db', 'down')).toMatchObject({ reverted: ['0002_search'] })
  const lossy = await run('db', 'down', '--json')
  expect(JSON.parse(lossy.stdout).error).toMatchObject({
    code: 'data-loss',
    message: expect.stringMatching(/\d\d rows/),
  })
  expect(await json('db', 'down', '--allow-data-loss')).toEqual({
    reverted: ['0001_catalogue'],
    pending: STEPS,
  })
}

test('a workspace without a server keeps its catalogue in its state', async () => {
  await expectWholeStory(await workspace())
})

test('of two programs that use one embedded catalogue at once, the second is told which the first is', async () => {
  const { run } = await workspace()
  expect((await run('db', 'up')).code).toBe(0)
  const both = await Promise.all([run('apply', '--auto-approve', '--json'), run('plan', '--json')])

  const errors = both.flatMap(({ code, stdout }) => (code === 0 ? [] : [JSON.parse(stdout).error]))
  for (const error of errors)
    expect(error).toMatchObject({
      code: 'db-open',
      message: expect.stringMatching(/is open in process \d+ on \S+ \((apply|plan), since /),
    })
  expect(errors.length).toBeLessThan(2)
  expect((await run('plan', '--json')).code).toBe(0)
})

test('a workspace whose target has no database is told so', async () => {
  const cwd = temporaryFolder()
  await runProgram(['init', '--source', 'file', '--target', 'file'], { cwd, env: {} })
  const { code, stdout } = await runProgram(['db', 'status', '--json'], { cwd, env: {} })
  expect(code).toBe(1)
  expect(JSON.parse(stdout).error).toMatchObject({ code: 'no-database' })
})

describeServer('a workspace with a server', () => {
  test('keeps its catalogue there, in the schema of its settings, by the variable that they name', async () => {
    const own = await workspace({ CATALOGUE_URL: SERVER_URL ?? '' })
    const file = join(own.cwd, 'sync.yaml')
    const text = readFileSync(file, 'utf8')
      .replace('DATABASE_URL  ', 'CATALOGUE_URL ')
      .replace('schema: catalog', `schema: ${newSchema()}`)
    writeFileSync(file, text)
    await expectWholeStory(own)
  })
})
