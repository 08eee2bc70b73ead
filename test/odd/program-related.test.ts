import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import type { RunResult } from '../../src/model/run.ts'
import type { Ware } from './bazaar/facts.ts'
import { type Booth, openBooth } from './booth.ts'
import { editGood, type Good } from './stall/depot.ts'
import { MAKES, SETS, TAG_WORDS } from './stall/fittings.ts'

const EAN = '4006381333931'
const MASTER = 'Master hat'
const SET: Ware = { shop: 'north', id: 'set.1/a:b', name: 'Winter set' }
const NEXT: Ware = { shop: 'north', id: 'set.2', name: 'Spring set' }
const hat = (n: number, more: Partial<Ware> = {}): Ware => ({
  ...{ shop: 'north', id: `hat.${n}/1:felt`, name: `Hat ${n}`, tags: ['felt'], set: SET.id },
  pictures: [`https://posters.example/${n}.png`],
  sizes: [{ id: `hat.${n}/1:felt/s`, size: 'S', price: '1' }],
  ...more,
})
const codeOf = ({ shop, id }: Ware): string => `${shop}/${id}`

let booth: Booth

beforeEach(async () => {
  booth = await openBooth()
  const path = join(booth.cwd, 'sync.yaml')
  const fitted = 'stall:\n    posters: true\n    rings: [sets, makes]\n    words: [felt, winter]\n'
  const text = readFileSync(path, 'utf8').replace('[north, south]', '[north]')
  writeFileSync(path, text.replace('stall:\n', fitted))
  const master = { id: '7', code: MASTER, revision: 1, fields: { ean: EAN }, sizes: {} }
  booth.depot.save({ last: '9007199254740993', goods: [master] })
})

const good = (code: string): Good => booth.depot.load().goods.find((one) => one.code === code) ?? expect.fail(code)

/** Codes of those around a good. */
function around(code: string, ring: string): string[] {
  const codes = new Map(booth.depot.load().goods.map((one) => [one.id, one.code]))
  return (good(code).rings?.[ring] ?? []).map((id) => codes.get(id) ?? id).sort()
}

async function carryOut(file: string): Promise<Plan> {
  const plan = await booth.json<Plan>('plan', '--out', file)
  expect(await booth.json<RunResult>('apply', file)).toMatchObject({ status: 'complete', failures: [] })
  return plan
}

describe('the built program with a target whose relations, definitions and pictures are not as it knows them', () => {
  test('makes all of them, and has nothing left to plan', async () => {
    await booth.list(SET, hat(1, { ean: EAN }), hat(2))

    const plan = await carryOut('plan.json')

    expect(plan.summary.by_kind).toEqual({
      words: { create: 1 },
      ring: { create: 2 },
      poster: { create: 2 },
      good: { create: 3 },
      seats: { link: 2 },
    })
    expect(around(codeOf(SET), SETS)).toEqual([codeOf(hat(1)), codeOf(hat(2))])
    expect(around(MASTER, MAKES)).toEqual([codeOf(hat(1))])
    expect(booth.depot.load().signs).toMatchObject([{ label: TAG_WORDS, says: ['felt', 'winter'] }, {}, {}])
    expect(await booth.json<Plan>('plan')).toMatchObject({ operations: [], blocked: [], drift: [], stale: [] })
  })

  test('says of a ware what it stands around, and why', async () => {
    await booth.list(SET, hat(1, { ean: EAN }))
    await carryOut('plan.json')

    const { stdout, code } = await booth.run('explain', codeOf(hat(1)))

    expect(code, stdout).toBe(0)
    for (const ring of [SETS, MAKES]) expect(stdout).toContain(ring)
    for (const source of [codeOf(SET), MASTER]) expect(stdout).toContain(source)
  })

  test('moves what belongs elsewhere, undoes that, and leaves those of people where they are', async () => {
    await booth.list(SET, NEXT, hat(1), hat(2))
    await carryOut('plan.json')
    editGood(booth.depot, codeOf(SET), (one) => {
      one.rings = { [SETS]: ['7', ...(one.rings?.[SETS] ?? [])] }
    })
    await booth.list(SET, NEXT, hat(1, { set: NEXT.id, name: 'Hat 1, new' }), hat(2))

    const plan = await carryOut('second.json')

    expect(plan.operations.map(({ id }) => id)).toEqual([
      `update:good.${codeOf(hat(1))}`,
      `link:seats.${SETS}.${codeOf(NEXT)}`,
      `unlink:seats.${SETS}.${codeOf(SET)}`,
    ])
    expect(around(codeOf(SET), SETS)).toEqual([MASTER, codeOf(hat(2))].sort())
    expect(around(codeOf(NEXT), SETS)).toEqual([codeOf(hat(1))])
    await booth.json('undo', 'second.json', '--out', 'undo.json')
    expect(await booth.json<RunResult>('apply', 'undo.json')).toMatchObject({ status: 'complete', failures: [] })
    expect(around(codeOf(SET), SETS)).toEqual([MASTER, codeOf(hat(1)), codeOf(hat(2))].sort())
    expect(around(codeOf(NEXT), SETS)).toEqual([])
    expect(good(codeOf(hat(1))).fields.title).toBe('Hat 1')
  })

  test('deletes what it made with all that led to it, and makes it again by undoing that', async () => {
    await booth.list(SET, hat(1, { ean: EAN }), hat(2))
    await carryOut('plan.json')

    await booth.json('undo', 'plan.json', '--allow-deletes', '--out', 'undo.json')
    expect(await booth.json<RunResult>('apply', 'undo.json')).toMatchObject({ status: 'complete', failures: [] })

    expect(booth.depot.load().goods.map(({ code }) => code)).toEqual([MASTER])
    expect(around(MASTER, MAKES)).toEqual([])
    await booth.json('undo', 'undo.json', '--out', 'again.json')
    expect(await booth.json<RunResult>('apply', 'again.json')).toMatchObject({ status: 'complete', failures: [] })
    expect(around(codeOf(SET), SETS)).toEqual([codeOf(hat(1)), codeOf(hat(2))])
    expect(around(MASTER, MAKES)).toEqual([codeOf(hat(1))])
    expect(good(codeOf(hat(1))).sizes).toEqual({ [`${codeOf(hat(1))}/s`]: { price: '1', size: 'S' } })
    expect((await booth.json<Plan>('plan')).operations).toEqual([])
  })

  test('killed in the middle, relates everything that there is once it goes on', async () => {
    const hats = Array.from({ length: 8 }, (_, n) => hat(n, n % 2 === 0 ? { ean: EAN } : {}))
    await booth.list(SET, ...hats)
    await booth.json('plan', '--out', 'plan.json')
    const first = booth.start(300, 'apply', 'plan.json', '--concurrency', '2')
    while (booth.depot.load().goods.length < 5) await delay(5)
    first.child.kill('SIGKILL')
    expect(await first.ended).toMatchObject({ signal: 'SIGKILL' })

    expect(await booth.json<RunResult>('apply', '--resume')).toMatchObject({ status: 'complete', failures: [] })

    expect(around(codeOf(SET), SETS)).toEqual(hats.map(codeOf))
    expect(around(MASTER, MAKES)).toEqual(hats.filter((_, n) => n % 2 === 0).map(codeOf))
    expect((await booth.json<Plan>('plan')).operations).toEqual([])
  })
})
