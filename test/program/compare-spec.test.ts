import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import { temporaryFolder } from '../config/workspace-files.ts'
import { runProgram } from '../support/program.ts'

const SYNC = `version: 1
scope: goods
source:
  file: { path: goods.csv, key: sku, columns: { item_name: title } }
target:
  file: { path: out }
policy: { max_change_percent: 100 }
`
const BEFORE = `version: 1
attributes:
  title: { type: text, from: item_name, write: always }
  color: { type: text, from: color, write: always }
`
const AFTER = BEFORE.replace('from: color,', 'from: [color, colour],')

function desk() {
  const cwd = temporaryFolder()
  mkdirSync(join(cwd, 'specs'))
  writeFileSync(join(cwd, 'sync.yaml'), SYNC)
  writeFileSync(join(cwd, 'specs/attributes.yaml'), AFTER)
  writeFileSync(join(cwd, 'before.yaml'), BEFORE)
  writeFileSync(join(cwd, 'goods.csv'), 'sku,title,color,colour\nA,Hat,red,\nB,Scarf,,blue\nC,Belt,,\n')
  const run = (...args: string[]) => runProgram(args, { cwd })
  return {
    cwd,
    run,
    plan: async (...args: string[]) => JSON.parse((await run('plan', '--json', ...args)).stdout) as Plan,
  }
}

test('a further name for a field changes that field alone, of the items that have it, and the plan says so', async () => {
  const { plan, run, cwd } = desk()
  const made = await plan('--compare-spec', 'before.yaml')

  expect(made.compared).toEqual({
    spec: 'before.yaml',
    added: [],
    gone: [],
    changed: [
      {
        id: 'create:product.file-goods-B',
        address: 'product.file-goods-B',
        fields: [{ field: '/color', before: null, after: 'blue' }],
      },
    ],
  })
  expect((await run('plan', '--compare-spec', 'before.yaml')).stdout).toContain(
    'Against the rules of before.yaml: 1 other value, 0 new, 0 gone',
  )
  const { compared: _, created_at, ...same } = made
  const { created_at: later, ...plain } = await plan()
  expect({ ...same, sources: [], target: {} }).toEqual({ ...plain, sources: [], target: {} })
  expect(readFileSync(join(cwd, 'before.yaml'), 'utf8')).toBe(BEFORE)
  expect([created_at, later].every((time) => time.startsWith('20'))).toBe(true)
})

test('on products that are there the update that earlier rules would not make is new, and the plan is applied as it is', async () => {
  const { cwd, plan, run } = desk()
  writeFileSync(join(cwd, 'specs/attributes.yaml'), BEFORE)
  expect((await run('apply', '--auto-approve')).code).toBe(0)
  writeFileSync(join(cwd, 'specs/attributes.yaml'), AFTER)

  const { compared } = await plan('--compare-spec', 'before.yaml', '--out', 'plan.json')
  expect(compared).toMatchObject({ added: ['update:product.file-goods-B'], gone: [], changed: [] })
  expect((await run('show', 'plan.json')).stdout).toContain('Only now: update:product.file-goods-B.')
  expect((await run('apply', 'plan.json')).code).toBe(0)
})

test('a folder speaks of the rules of quality too', async () => {
  const { cwd, plan } = desk()
  cpSync(join(cwd, 'specs'), join(cwd, 'former'), { recursive: true })
  const rule = '  - { id: colored, field: "color || colour", check: required, severity: reject }\n'
  writeFileSync(join(cwd, 'specs/quality.yaml'), `version: 1\nrules:\n${rule}`)

  const { compared } = await plan('--compare-spec', 'former', '--allow-invalid')
  expect(compared).toMatchObject({ added: [], gone: ['create:product.file-goods-C'], changed: [] })
  expect((await plan('--compare-spec', 'before.yaml', '--allow-invalid')).compared).toMatchObject({ gone: [] })
})

test('mistakes in it are named where they stand, and a file that is not there is one', async () => {
  const { cwd, run } = desk()
  writeFileSync(join(cwd, 'before.yaml'), BEFORE.replace('from: color', 'form: color'))

  const { code, stdout } = await run('plan', '--compare-spec', 'before.yaml', '--json')
  expect(code).toBe(1)
  expect(JSON.parse(stdout).error).toMatchObject({
    code: 'config',
    diagnostics: expect.arrayContaining([expect.objectContaining({ file: 'before.yaml', line: 4, column: 24 })]),
  })
  expect((await run('plan', '--compare-spec', 'nowhere.yaml')).code).toBe(1)
})
