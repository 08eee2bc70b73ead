import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyPlan } from '../../../src/applier/index.ts'
import { createKeys } from '../../../src/model/keys.ts'
import { systemClock } from '../../../src/net/clock.ts'
import { assemblePlan } from '../../../src/planner/index.ts'
import type { PlanContents } from '../../../src/planner/types.ts'
import { FILE_FACTS } from '../../../src/providers/file/facts.ts'
import { createFileTarget } from '../../../src/providers/file/target.ts'
import { headerFor } from '../../../src/state/exports/header.ts'
import { planId } from '../../../src/state/plan-id.ts'
import { temporaryFolder } from '../../config/workspace-files.ts'
import { digest, EVERYTHING, settings, spec } from '../../support/boots.ts'
import { openMachine } from '../../support/world-desk.ts'
import { readFrom } from './read.ts'

const KEYS = createKeys('{source}-{shop}-{id}', [{ facts: FILE_FACTS, shops: ['boots'] }])
const ATTRIBUTES = [
  spec('title', { type: 'text', from: 'item_name' }),
  spec('seo.price', { type: 'decimal', from: 'price' }),
  spec('own', { type: null, from: 'own', clear: true }),
]
const { signal } = new AbortController()
let runs = 0

/** One machine with a file, a folder and its state. */
function desk() {
  const root = temporaryFolder()
  const chosen = settings(({ sources, target, policy }) => {
    Object.assign(sources[0] ?? {}, { provider: 'file', shops: ['boots'] })
    Object.assign(target, { provider: 'file', sku: '{source}-{shop}-{id}', options: { path: 'out' } })
    target.canonical.identifiers = []
    policy.max_change_percent = 100
  })
  const workspace = { settings: chosen, attributes: ATTRIBUTES }
  const target = createFileTarget({ workspace, root, clock: systemClock })
  const state = openMachine()
  const want = { paths: [], owns: KEYS.owns, explained: () => true }
  const plan = async (): Promise<PlanContents> => {
    const read = await readFrom(root, { path: 'boots.ndjson' })
    const images = { hosts: [], hostsKey: '', name: '{id}.{ext}', recognise: [] }
    const known = { provider: 'file', marketplace: 'boots', query: {}, counts: {}, exported_at: '2026-11-21T02:00:00Z' }
    const header = headerFor({ ...known, complete: read.complete }, read.items)
    return assemblePlan({
      ...workspace,
      variants: [],
      overrides: [],
      sources: [{ facts: FILE_FACTS, header, items: FILE_FACTS.items(read.items, images), diagnostics: [] }],
      shops: [{ facts: FILE_FACTS, shops: ['boots'] }],
      keys: KEYS,
      live: await target.read(want, signal),
      traits: target.traits,
      selection: EVERYTHING,
      allow: new Set(),
      memory: await state.memory.load('out'),
      digest,
    })
  }
  const apply = async ({ operations }: PlanContents) => {
    const runId = `20261121T030000Z-${(runs++).toString(16).padStart(4, '0')}`
    const plan = { plan_id: planId(operations), operations, workspace: { scope: 'prairie' } }
    const run = { account: 'out', want, writeBaseline: true, runId, clock: systemClock, digest, signal }
    return applyPlan({ plan, target, journal: state.journal({ clock: systemClock }), ...run, emit: () => undefined })
  }
  return { root, plan, apply }
}

const TEXT = fc.string({ unit: 'binary', maxLength: 12 })
const ROW = fc.record({
  sku: fc.string({ minLength: 1, maxLength: 6 }).filter((key) => key.trim() !== ''),
  item_name: TEXT,
  price: fc.option(fc.integer({ min: 0, max: 9_999 }).map((cents) => (cents / 100).toFixed(2))),
  own: fc.jsonValue({ maxDepth: 2 }),
})
const ROWS = fc.uniqueArray(ROW, { minLength: 1, maxLength: 8, selector: ({ sku }) => sku.trim() })

test('whatever rows say, one apply makes the folder hold it, and the next plan is empty', async () => {
  await fc.assert(
    fc.asyncProperty(ROWS, ROWS, async (first, second) => {
      const { root, plan, apply } = desk()
      mkdirSync(join(root, 'out'))
      const foreign = '{"n": 1.50, "key": "~"}'
      writeFileSync(join(root, 'out/product.ndjson'), foreign)
      for (const rows of [
        first,
        [...second, ...first.filter(({ sku }) => !second.some((row) => row.sku.trim() === sku.trim()))],
      ]) {
        writeFileSync(join(root, 'boots.ndjson'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
        const { result } = await apply(await plan())
        expect(result.failures).toEqual([])
        expect(await plan()).toMatchObject({ operations: [], blocked: [], drift: [], conflicts: [] })
      }
      expect(readFileSync(join(root, 'out/product.ndjson'), 'utf8').split('\n')).toContain(foreign)
    }),
    { numRuns: 40 },
  )
})
