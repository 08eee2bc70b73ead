import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { StatusReport } from '../../../src/model/status-report.ts'
import { temporaryFolder } from '../../config/workspace-files.ts'
import { runProgram } from '../../support/program.ts'

/** A table that becomes a catalogue, embedded. */
async function catalogue() {
  const cwd = temporaryFolder()
  const run = (...args: string[]) => runProgram(args, { cwd })
  const json = async (...args: string[]) => {
    const { stdout, code, text } = await run(...args, '--json')
    expect(code, text).toBe(0)
    return JSON.parse(stdout)
  }
  await run('init', '--source', 'file', '--target', 'postgres', '--scope', 'boots')
  await json('db', 'up')
  const edit = (from: string | RegExp, to: string): void => {
    const path = join(cwd, 'products.csv')
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to))
  }
  return { run, json, edit, status: (): Promise<StatusReport> => json('status') }
}

test('a product stands for its variants and mappings', async () => {
  const { run, json, edit, status } = await catalogue()

  const before = await status()
  expect(before.counts).toMatchObject({ total: 2, changes: 2 })
  const told = before.resources.flatMap(({ reasons }) => reasons).map(({ address }) => address.split('.')[0])
  expect(new Set(told)).toEqual(new Set(['product', 'variant', 'mapping']))

  await json('apply', '--auto-approve')
  expect((await status()).counts).toMatchObject({ total: 2, synced: 2 })
  expect((await run('verify', '--catalogue')).text).toContain('Nothing in the catalogue of boots contradicts itself')

  edit('4012345678918,89.90', '4012345678918,79.90')
  const after = await status()
  expect(after.counts).toMatchObject({ total: 2, synced: 1, changes: 1 })
  const [changed] = after.resources.filter((one) => one.status === 'changes')
  expect(changed).toMatchObject({ key: 'BOOT-1001' })
  expect(changed?.reasons.map(({ address }) => address)).toContain('variant.BOOT-1001-39')
})

test('what the table lists no more is an orphan of the catalogue, and of no known status', async () => {
  const { run, json, edit } = await catalogue()
  await json('apply', '--auto-approve')

  edit(/^SOLE-7.*\n/m, '')
  const { code, stdout } = await run('verify', '--catalogue', '--json')

  const { findings } = JSON.parse(stdout)
  expect(code).toBe(1)
  expect(new Set(findings.map((one: { code: string }) => one.code))).toEqual(new Set(['orphan']))
  expect(findings.map((one: { address: string }) => one.address)).toContain('product.SOLE-7')
  expect((await json('status')).counts).toMatchObject({ total: 2, synced: 1, unknown: 1 })
})
