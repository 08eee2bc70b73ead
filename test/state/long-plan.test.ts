import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Operation, Plan } from '../../src/model/plan.ts'
import { readPlan, writeNewPlan, writePlan } from '../../src/state/plan-file.ts'
import { idInFull, planId } from '../../src/state/plan-id.ts'
import { planText } from '../../src/state/plan-text.ts'
import { boot, creation, links, planWith, update, upload } from '../ui/plans.ts'

/** The most operations of which a file says everything. */
const MOST_IN_FULL = 5_000

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plan-'))
})
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => rmSync(path(), { force: true }))

const path = () => join(folder, 'plan.json')
const operationsIn = (text: string) => /^"operations": \[\n.*?^\],\n/ms.exec(text)?.[0] ?? ''
const content = () => readFileSync(path(), 'utf8')

/** What one operation in so many is like. */
interface Sort {
  does: 'create' | 'update' | 'upload' | 'link'
  value: string
  origins: { source: string; path: string }[]
  /** How far back stands what it depends on. */
  back: number[]
}

const sorts: fc.Arbitrary<Sort[]> = fc.array(
  fc.record({
    does: fc.constantFrom('create' as const, 'update' as const, 'upload' as const, 'link' as const),
    value: fc.string({ unit: 'binary' }),
    origins: fc.array(fc.record({ source: fc.string(), path: fc.string() }), { maxLength: 3 }),
    back: fc.array(fc.integer({ min: 1, max: 9_000 }), { maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 8 },
)

function operationsOf(kinds: Sort[], count: number): Operation[] {
  const made: Operation[] = []
  for (let at = 0; at < count; at++) {
    const { origins, back, ...sort } = kinds[at % kinds.length] as Sort
    made.push({
      ...operationOf(sort, at),
      depends_on: back.flatMap((by) => made[at - by]?.id ?? []),
      provenance: Object.fromEntries(origins.map((origin, index) => [`/attributes/${index}`, origin])),
    })
  }
  return made
}

function operationOf({ does, value }: Pick<Sort, 'does' | 'value'>, at: number): Operation {
  if (does === 'create') return creation(boot(at), { label: `${value} ${at}` })
  if (does === 'update') return update(boot(at), { amazon_title: [value, `${value} ${at}`] })
  return does === 'upload'
    ? upload(`71boot${at}.jpg`)
    : links('link', `amazon_listings.${boot(at)}`, { before: [], after: [value], reason: value })
}

const MIXED: Sort[] = [
  { does: 'upload', value: '', origins: [{ source: 'amazon', path: 'images[0]' }], back: [] },
  { does: 'create', value: 'Röper', origins: [{ source: 'amazon', path: 'title' }], back: [1] },
  { does: 'update', value: 'Roper', origins: [], back: [2, 1] },
]
const long = (count = MOST_IN_FULL + 1): Plan => planWith({ operations: operationsOf(MIXED, count) })

/** A file of a long plan with one of its operations as somebody may write it. */
function rewritten(place: number, change: (operation: { [key: string]: unknown }) => void): void {
  const lines = content().split('\n')
  const first = lines.indexOf('"operations": [') + 1
  const operation = JSON.parse((lines[first + place] as string).replace(/,$/, ''))
  change(operation)
  lines[first + place] = `${JSON.stringify(operation)},`
  writeFileSync(path(), lines.join('\n'))
}

describe('the file of a long plan', () => {
  test('reads back as the plan that was written, whatever stands in its operations', async () => {
    await fc.assert(
      fc.asyncProperty(sorts, async (kinds) => {
        const plan = planWith({ operations: operationsOf(kinds, MOST_IN_FULL + 1) })
        await writePlan(path(), plan)

        const read = await readPlan(path())
        expect(read).toEqual(plan)
        expect(JSON.stringify(read.operations)).toBe(JSON.stringify(plan.operations))
      }),
      { numRuns: 20 },
    )
  })

  test('is the same, and so is its id, when the id is found while it is written and when it was read before', async () => {
    const plan = long()
    await writePlan(path(), plan)
    const first = content()

    expect(await writeNewPlan(path(), { ...plan, plan_id: '' })).toBe(plan.plan_id)
    expect(content()).toBe(first)
    await writePlan(path(), await readPlan(path()))
    expect(operationsIn(content())).toBe(operationsIn(first))
  })

  test('says once what repeats', async () => {
    await writePlan(path(), long())
    const { format_version, operations } = JSON.parse(content()) as Plan

    expect(format_version).toBe('1.2')
    expect(operations[1]).toMatchObject({ depends_on: [0], precondition: 0, provenance: expect.any(Object) })
    expect(operations[4]).toMatchObject({ depends_on: [3], precondition: 0, provenance: 1, baseline: { fields: 1 } })
  })

  test('begins with one operation more than a file that says everything', async () => {
    const plan = long(MOST_IN_FULL)
    await writePlan(path(), plan)

    expect(content()).toBe([...planText(plan)].join(''))
    expect(plan.plan_id).toBe(idInFull(plan.operations))
  })

  test('may also be the document that is printed of it, or have other white space', async () => {
    const plan = long()
    writeFileSync(path(), [...planText(plan)].join(''))
    expect(await readPlan(path())).toEqual(plan)

    await writePlan(path(), plan)
    writeFileSync(path(), JSON.stringify(JSON.parse(content()), null, 2))
    expect(await readPlan(path())).toEqual(plan)
  })

  test('of an earlier version is read with the id that it has', async () => {
    const plan = long()
    const earlier = { ...plan, plan_id: idInFull(plan.operations) }
    writeFileSync(path(), [...planText(earlier)].join(''))

    expect(earlier.plan_id).not.toBe(planId(plan.operations))
    expect(await readPlan(path())).toEqual(earlier)
  })

  test('is refused when a byte of its operations was changed', async () => {
    await writePlan(path(), long())
    const bytes = readFileSync(path())
    const [start, end] = [bytes.indexOf('"operations": [\n') + 16, bytes.indexOf('\n],\n')]
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: start, max: end - 1 }), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = Buffer.from(bytes)
        changed[at] = ((bytes[at] as number) + by) % 256
        writeFileSync(path(), changed)
        await expect(readPlan(path())).rejects.toMatchObject({ code: /^plan-(edited|unreadable)$/ })
      }),
      { numRuns: 60 },
    )
  })

  test.each([
    ['a place became that of another operation that says the same', '"precondition":0', '"precondition":3'],
    ['a comma between operations became white space', '},\n', '} \n'],
  ])('is refused when %s', async (_, before, after) => {
    await writePlan(path(), long())
    const [head, operations = ''] = content().split(/(?<="operations": \[\n)/)
    const [first, rest] = [operations.slice(0, operations.length / 2), operations.slice(operations.length / 2)]
    writeFileSync(path(), `${head}${first}${rest.replace(before, () => after)}`)

    await expect(readPlan(path())).rejects.toMatchObject({ code: 'plan-edited' })
  })

  test('is refused when it was cut off anywhere', async () => {
    await writePlan(path(), long())
    const bytes = readFileSync(path())
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 3 }), async (length) => {
        writeFileSync(path(), bytes.subarray(0, length))
        await expect(readPlan(path())).rejects.toMatchObject({ code: 'plan-unreadable' })
      }),
      { numRuns: 40 },
    )
  })

  test.each([
    ['depends on itself by place', { depends_on: [10] }, 'depends on something'],
    ['depends on a later one by place', { depends_on: [11] }, 'depends on something'],
    ['depends on itself by id', { depends_on: [`create:product.${boot(10)}`] }, 'depends on something'],
    ['depends on no whole place', { depends_on: [0.5] }, 'depends on something'],
    ['depends on a place below the first', { depends_on: [-1] }, 'depends on something'],
    ['depends on a place that no plan has', { depends_on: [1e300] }, 'depends on something'],
    ['depends on what is no place', { depends_on: [[0]] }, 'depends_on[0] is no text'],
    ['has the precondition of a later one', { precondition: 11 }, 'precondition is missing'],
    ['has the provenance of itself', { provenance: 10 }, 'provenance is missing'],
    ['has the provenance of no place', { provenance: Number.MAX_SAFE_INTEGER }, 'provenance is missing'],
    ['has the fields of one without', { baseline: { fields: 0, links: {} } }, 'baseline.fields is missing'],
    [
      'has the id of another',
      { id: `create:product.${boot(1)}`, address: `product.${boot(1)}`, key: boot(1) },
      'twice',
    ],
  ])('is refused by the name of the operation when one %s', async (_, wrong, problem) => {
    await writePlan(path(), long())
    rewritten(10, (operation) => Object.assign(operation, wrong))

    await expect(readPlan(path())).rejects.toMatchObject({
      code: 'plan-unreadable',
      message: expect.stringMatching(new RegExp(`operation "create:product.*${RegExp.escape(problem)}`)),
    })
  })

  test('is refused when its operations stand there twice, or do not end', async () => {
    await writePlan(path(), long())
    const whole = content()
    const list = operationsIn(whole)

    for (const wrong of [whole.replace(list, () => list + list), whole.replace(/^\],\n/m, '')]) {
      writeFileSync(path(), wrong)
      await expect(readPlan(path())).rejects.toMatchObject({ code: 'plan-unreadable' })
    }
  })

  test('of another major format is refused as that, whatever its operations are', async () => {
    await writePlan(path(), long())
    writeFileSync(
      path(),
      content().replace('"format_version": "1.2"', '"format_version": "2.0"').replaceAll('"update"', '"mend"'),
    )

    await expect(readPlan(path())).rejects.toMatchObject({ code: 'plan-format' })
  })
})
