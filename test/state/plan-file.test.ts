import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SyncError } from '../../src/model/errors.ts'
import type { Json, JsonObject } from '../../src/model/json.ts'
import type { Operation } from '../../src/model/plan.ts'
import { readPlan, writePlan } from '../../src/state/plan-file.ts'
import { planId } from '../../src/state/plan-id.ts'
import { planText } from '../../src/state/plan-text.ts'
import { readingOf } from '../../src/ui/plan/reading.ts'
import { reviewPlan } from '../../src/ui/plan/review.ts'
import { reportText } from '../../src/ui/text/report-text.ts'
import { adopt, owned, remove, unlink } from '../applier/removing.ts'
import { boot as pim, update } from '../applier/world.ts'
import { planOf } from '../services/run-world.ts'
import { account, boot, picture, plan, product, skuOf } from '../support/boots.ts'

const CONTENTS = plan({
  items: [
    boot('B0PARENT01', { item_classification: 'VARIATION_PARENT', child_asins: ['B0CHILD001'] }),
    boot('B0CHILD001', { parent_asins: ['B0PARENT01'], upc: '884882325297', images: [picture('MAIN', '71boot')] }),
  ],
  live: account([product('PB10-M-09', { gtin: '884882325297' }), product(skuOf('B0PARENT01'), { label: 'By hand' })]),
})
const PLAN = { ...planOf(CONTENTS.operations), ...CONTENTS }

const OWNED = owned('AMZN-US-B01', { amazon_title: 'Roper' })

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plan-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const path = () => join(folder, 'plan.json')
const parsed = () => JSON.parse([...planText(PLAN)].join('')) as JsonObject
const operationsOf = (value: JsonObject) => value.operations as unknown as JsonObject[]

function read(value: Json) {
  writeFileSync(path(), JSON.stringify(value))
  return readPlan(path())
}

describe('a plan file', () => {
  test('names kind and key of every operation, and reads back as the plan that was written', async () => {
    await writePlan(path(), PLAN)
    const written = JSON.parse(readFileSync(path(), 'utf8')) as { operations: JsonObject[] }

    for (const { address, kind, key } of written.operations) expect(`${kind}.${key}`).toBe(address)
    expect((await readPlan(path())).operations).toEqual(PLAN.operations)
  })

  test('has the same plan_id with kind and key as without', async () => {
    const value = parsed()
    for (const operation of operationsOf(value)) {
      delete operation.kind
      delete operation.key
    }
    expect((await read(value)).plan_id).toBe(planId(PLAN.operations))
  })

  test('of format 1.0 is read, and can be applied', async () => {
    const { applyable: _a, guards: _b, gone: _c, stale: _d, ...old } = parsed()
    expect(await read({ ...old, format_version: '1.0' })).toMatchObject({ applyable: true, guards: [], gone: [] })
  })

  test.each([
    ['another kind than its address', 'kind', 'asset'],
    ['another key than its address', 'key', 'AMZN-US-B0OTHER001'],
    ['an empty address', 'address', 'product.'],
    ['dependencies that are none', 'depends_on', null],
    ['a reference that is none', 'refs', { 'product.X': 7 }],
    ['values that are none', 'after', 'all of them'],
    ['attributes that are none', 'after', { attributes: null }],
    ['provenance that is none', 'provenance', { '/label': null }],
    ['a baseline that is none', 'baseline', { fields: 'all', links: {} }],
  ])('with %s is refused with the operation that is wrong', async (_, key, wrong) => {
    const value = parsed()
    const operation = operationsOf(value).find(({ kind }) => kind === 'product') as JsonObject
    operation[key] = wrong

    await expect(read(value)).rejects.toMatchObject({
      code: 'plan-unreadable',
      message: expect.stringContaining(path()),
    })
  })

  test('that adopts, unlinks, deletes and undoes is read as it was written', async () => {
    const operations = [
      adopt(OWNED, { prints: { label: 'aaaaaaaa', gtin: null }, from_scope: 'meadow' }),
      update(OWNED, { label: 'Back' }, { baseline: { fields: ['label'], links: {}, text: null } }),
      unlink(pim('MCA0032'), [OWNED]),
      remove(OWNED),
    ]
    const purpose = { command: 'undo' as const, of: '20261121T030000Z-3f2a' }
    const selection = { ...PLAN.selection, take: { side: 'source' as const, attributes: ['label'] } }
    const taken = { ...planOf(operations), purpose, selection }
    await writePlan(path(), taken)

    expect(await readPlan(path())).toMatchObject({ purpose, selection, operations })
  })

  test.each([
    ['an adopting without a baseline', adopt(OWNED), { baseline: undefined }],
    ['an adopting that gives values', adopt(OWNED), { after: { label: 'Roper' } }],
    ['a fingerprint that is none', adopt(OWNED), { baseline: { fields: [], links: {}, prints: { label: 7 } } }],
    ['a baseline text that is none', adopt(OWNED), { baseline: { fields: [], links: {}, text: 7 } }],
    ['a delete of nothing in particular', remove(OWNED), { target_id: null }],
    ['a delete that gives values', remove(OWNED), { after: { label: 'Roper' } }],
    ['an unlink of nothing', unlink(pim('MCA0032'), [OWNED]), { before: { targets: [] } }],
    ['an unlink that links', unlink(pim('MCA0032'), [OWNED]), { after: { targets: ['product.X'] } }],
    ['an update that takes over', update(OWNED, {}), { baseline: { fields: [], links: {}, from_scope: 'meadow' } }],
  ])('with %s is refused', async (_, operation, wrong) => {
    const broken = { ...operation, ...wrong } as Operation
    const value = { ...parsed(), operations: [broken], plan_id: planId([broken]) } as unknown as Json

    await expect(read(value)).rejects.toMatchObject({
      code: 'plan-unreadable',
      message: expect.stringContaining(operation.id),
    })
  })

  test.each(['target', 'selection', 'summary', 'cost', 'matches', 'workspace', 'sources', 'diagnostics', 'blocked'])(
    'without %s is refused by that name',
    async (key) => {
      const { [key]: _, ...value } = parsed()
      await expect(read(value)).rejects.toMatchObject({ message: expect.stringContaining(`${key} is missing`) })
    },
  )

  test('that is a folder, or is not there, is refused by its path', async () => {
    for (const place of [folder, join(folder, 'nothing.json')])
      await expect(readPlan(place)).rejects.toMatchObject({
        code: 'plan-unreadable',
        message: expect.stringContaining(place),
      })
  })

  test('that was damaged anywhere is refused or shown, and never ends in a fault of the program', async () => {
    const places = pointers(parsed())
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), fc.jsonValue(), fc.boolean(), async (place, wrong, remove) => {
        const value = parsed()
        replace(value, place, remove ? undefined : (wrong as Json))
        value.plan_id = planId(withoutNames(value))
        try {
          reportText(reviewPlan(await read(value), readingOf()), { width: 80, colour: false, whole: false })
        } catch (error) {
          if (!(error instanceof SyncError)) throw error
        }
      }),
      { numRuns: 400 },
    )
  })
})

/** What the digest is over, where there is anything. */
function withoutNames({ operations }: JsonObject): never[] {
  if (!Array.isArray(operations)) return []
  return Array.from(operations, (one) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return {}
    const { kind: _kind, key: _key, ...rest } = one
    return rest
  }) as never[]
}

type Path = (string | number)[]

function pointers(value: Json, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  const inner = Object.entries(value).flatMap(([key, entry]) => pointers(entry, [...path, key]))
  return path.length === 0 ? inner : [path, ...inner]
}

function replace(value: Json, path: Path, wrong: Json | undefined): void {
  const holder = path.slice(0, -1).reduce<Json>((inner, key) => (inner as JsonObject)[key] as Json, value) as JsonObject
  const key = path.at(-1) as string
  if (wrong === undefined) delete holder[key]
  else holder[key] = wrong
}
