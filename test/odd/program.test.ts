import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import type { RunResult } from '../../src/model/run.ts'
import type { DoctorReport } from '../../src/services/doctor/index.ts'
import type { Ware } from './bazaar/facts.ts'
import { type Booth, openBooth } from './booth.ts'
import { editGood, type Good } from './stall/depot.ts'

const HAT: Ware = {
  shop: 'north',
  id: 'hat.9/1:felt',
  name: 'Felt hat',
  tags: ['felt', 'winter'],
  lines: ['Warm.'],
  sizes: [
    { id: 'hat.9/1:felt/s', size: 'S', price: '20.10' },
    { id: 'hat.9/1:felt/m', size: 'M', price: '22.00' },
  ],
}
const SCARF: Ware = { shop: 'south', id: 'hat.9/1:felt', name: 'Scarf', price: '9.99' }

let booth: Booth

beforeEach(async () => {
  booth = await openBooth()
})

const goods = (): Good[] => booth.depot.load().goods
const good = (code: string): Good => goods().find((one) => one.code === code) ?? expect.fail(`no ${code}`)
const CODE = 'north/hat.9/1:felt'

describe('the built program with a source and a target that it does not know', () => {
  test('makes a workspace of them that is valid', async () => {
    expect(await booth.json('validate')).toEqual({ ok: true, diagnostics: [] })
    expect(readFileSync(join(booth.cwd, '.env.example'), 'utf8')).toContain('# file of the stall\nSTALL_FILE=\n')
  })

  test('checks rules of variants where they stand', async () => {
    const path = join(booth.cwd, 'specs/attributes.yaml')
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, text.replace('size: { from: size, write: always }', 'size: { from: "size[", write: always }'))

    const { stdout, code } = await booth.run('validate')

    expect(code).toBe(1)
    expect(stdout).toMatch(/^specs\/attributes\.yaml:10:17: error: size\.from /m)
  })

  test('says by sync doctor what the source sees of itself, and that the target is connected', async () => {
    writeFileSync(booth.bazaar, JSON.stringify([HAT]))

    const { ok, limits, checks } = await booth.json<DoctorReport>('doctor')

    expect([ok, limits]).toEqual([true, []])
    const own = checks.filter(({ name }) => /^(source|target)/.test(name))
    expect(own.map(({ name, severity, message }) => [name, severity, message])).toEqual([
      ['source.bazaar.stall', 'info', 'The stall north has 1 wares.'],
      ['source.bazaar.stall', 'warning', 'The stall south is empty.'],
      ...['north', 'south'].map((shop) => [
        ...['source.bazaar.export', 'info'],
        `${shop}: no complete export is kept; the next plan makes one first.`,
      ]),
      ['target.stall.open', 'info', 'Connected as stall of stall.json; further checks it has none.'],
    ])
  })

  test('says by sync doctor what a source throws', async () => {
    const { code, stdout } = await booth.run('doctor')

    expect(code).toBe(1)
    expect(stdout).toMatch(/✗ The bazaar of .* cannot be read\.\n {6}Set BAZAAR_FILE to a JSON file of wares\.\n/)
  })

  test('plans, applies, and has nothing left to plan', async () => {
    await booth.list(HAT, SCARF)

    const plan = await booth.json<Plan>('plan', '--out', 'plan.json')
    expect(plan.operations.map(({ id }) => id)).toEqual([`create:good.${CODE}`, 'create:good.south/hat.9/1:felt'])
    const result = await booth.json<RunResult>('apply', 'plan.json')

    expect(result).toMatchObject({ status: 'complete', operations: { succeeded: 2 } })
    expect(good(CODE)).toMatchObject({
      fields: { title: 'Felt hat', tags: ['felt', 'winter'], lines: ['Warm.'] },
      sizes: { [`${CODE}/s`]: { size: 'S', price: '20.10' }, [`${CODE}/m`]: { size: 'M', price: '22.00' } },
    })
    expect(await booth.json<Plan>('plan')).toMatchObject({ operations: [], drift: [], conflicts: [], blocked: [] })
  })

  test('spares what a person changed in a variant, keeps what one added, and writes what the source changed', async () => {
    await booth.list(HAT, SCARF)
    await booth.json('plan', '--out', 'plan.json')
    await booth.json('apply', 'plan.json')
    editGood(booth.depot, CODE, ({ fields, sizes }) => {
      sizes[`${CODE}/s`] = { size: 'S', price: '5.00' }
      sizes['by hand'] = { size: 'any' }
      fields.tags = ['sale', 'felt', 'winter']
    })
    await booth.list({ ...HAT, tags: ['felt', 'spring'] }, SCARF)

    const plan = await booth.json<Plan>('plan', '--out', 'again.json')
    await booth.json('apply', 'again.json')

    expect(plan.drift).toMatchObject([
      { address: `good.${CODE}`, last_written: '20.10', live: '5.00', desired: '20.10', decision: 'spared' },
    ])
    expect(plan.operations).toMatchObject([{ action: 'update', reason: 'tags differs' }])
    expect(good(CODE)).toMatchObject({
      fields: { tags: ['sale', 'felt', 'spring'] },
      sizes: { [`${CODE}/s`]: { price: '5.00' }, [`${CODE}/m`]: { price: '22.00' }, 'by hand': { size: 'any' } },
    })
    expect(await booth.json<Plan>('plan')).toMatchObject({
      operations: [],
      drift: [{ field: expect.stringContaining('price') }],
    })
  })

  test('killed in the middle, goes on without making anything twice', async () => {
    const shops = ['north', 'south']
    const many = Array.from(
      { length: 40 },
      (_, n): Ware => ({ shop: shops[n % 2] ?? '', id: `s/${n}`, name: `Sock ${n}` }),
    )
    await booth.list(...many)
    await booth.json('plan', '--out', 'plan.json')
    const first = booth.start(300, 'apply', 'plan.json', '--concurrency', '2')
    while (goods().length < 10) await delay(5)
    first.child.kill('SIGKILL')
    expect(await first.ended).toMatchObject({ signal: 'SIGKILL' })
    const made = goods().length

    const result = await booth.json<RunResult>('apply', '--resume')

    expect(made).toBeLessThan(many.length)
    expect(result).toMatchObject({ status: 'complete', failures: [] })
    expect(
      goods()
        .map(({ code, revision }) => [code, revision])
        .sort(),
    ).toEqual(many.map(({ shop, id }) => [`${shop}/${id}`, 1]).sort())
    expect((await booth.json<Plan>('plan')).operations).toEqual([])
  })
})
