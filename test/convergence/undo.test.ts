import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memoryDesk } from '../support/account-desk.ts'
import type { MemorySnapshot } from '../support/memory/store.ts'
import { undo } from '../support/undoing.ts'
import { worlds } from '../support/world.ts'
import { carryOut, cases, openMachine, PATIENCE, plan } from '../support/world-desk.ts'
import { editSource, sourceEdits } from '../support/world-items.ts'

const HISTORIES = fc.record({ world: worlds, sourceEdits })

/** What undoing brings back: products with all that they hold. Definitions, families and times of writes stay. */
function restored({ products, assets }: MemorySnapshot) {
  return {
    assets: assets.map(({ filename }) => filename).sort(),
    products: products
      .map(({ modified: _modified, family: _family, links, ...product }) => ({
        ...product,
        links: Object.fromEntries(
          Object.entries(links).flatMap(([label, ids]) => (ids.length > 0 ? [[label, ids.toSorted()]] : [])),
        ),
      }))
      .sort((a, b) => (a.sku < b.sku ? -1 : 1)),
  }
}

describe('undoing a run in any account that nobody touched meanwhile', { timeout: PATIENCE }, () => {
  it('has it as it was before the first apply, apart from definitions', async () => {
    const machine = openMachine()
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const desk = memoryDesk(world, machine)
        const before = desk.target.snapshot()
        const { run_id } = await carryOut(desk, await plan(desk))

        const result = await carryOut(desk, await undo(desk, run_id, { allowDeletes: true }))

        expect(result.failures).toEqual([])
        expect(restored(desk.target.snapshot())).toEqual(restored(before))
      }),
      cases(60),
    )
  })

  it('has it as it was before an apply that came after another one, baselines word for word', async () => {
    const machine = openMachine()
    await fc.assert(
      fc.asyncProperty(HISTORIES, async ({ world, sourceEdits: edits }) => {
        const first = memoryDesk(world, machine)
        await carryOut(first, await plan(first))
        const before = first.target.snapshot()
        const desk = { ...first, world: { ...world, items: editSource(world.items, edits) } }
        const second = await plan(desk)
        if (second.operations.length === 0) return
        const { run_id } = await carryOut(desk, second)

        const result = await carryOut(desk, await undo(desk, run_id, { allowDeletes: true }))

        expect(result.failures).toEqual([])
        expect(restored(desk.target.snapshot())).toEqual(restored(before))
        expect((await undo(desk, run_id, { allowDeletes: true })).operations).toEqual([])
      }),
      cases(60),
    )
  })
})
