import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseBaseline } from '../../src/model/baseline.ts'
import type { Plan } from '../../src/model/plan.ts'
import { writePlan } from '../../src/state/plan-file.ts'
import { digest, picture } from '../support/boots.ts'
import type { PimProduct } from '../support/pim.ts'
import { undo } from '../support/undoing.ts'
import { carryOut, openMachine, plan } from '../support/world-desk.ts'
import { later, productOf, type Shop, shop } from './undo-world.ts'

describe('undoing a plan file where no run of it is known', () => {
  async function elsewhere(next: Shop): Promise<{ file: string; there: Shop; approved: Plan }> {
    const approved = await plan(next)
    const file = join(mkdtempSync(join(tmpdir(), 'undo-')), 'plan.json')
    await writePlan(file, approved)
    return { file, there: { ...next, state: openMachine() }, approved }
  }

  it('puts back what the account shows as the plan wanted it, and drops its fingerprints', async () => {
    const { desk } = await shop()
    const next = later(desk, { color: 'Earth', images: [picture('MAIN', '71new'), picture('PT01', '71p1')] })
    const { file, there, approved } = await elsewhere(next)
    await carryOut(next, approved)

    const undone = await undo(there, file)

    expect(undone.purpose).toEqual({ command: 'undo', of: 'plan.json' })
    expect(undone.diagnostics).toContainEqual(expect.objectContaining({ code: 'undo-without-run' }))
    expect((await carryOut(there, undone)).failures).toEqual([])
    const { attributes } = productOf(next) as PimProduct
    expect(attributes.amazon_color).toBe('Brown')
    const baseline = parseBaseline(attributes.amazon_sync_baseline, digest)
    expect(baseline?.fields).not.toHaveProperty('attributes.amazon_color')
    expect(baseline?.fields).toHaveProperty('attributes.amazon_title')
  })

  it('finds nothing to put back when the plan was never applied', async () => {
    const { desk } = await shop()
    const { file, there } = await elsewhere(later(desk, { color: 'Earth' }))

    expect((await undo(there, file)).operations).toEqual([])
  })

  it('goes by the run where one is known', async () => {
    const { desk } = await shop()
    const next = later(desk, { color: 'Earth' })
    const { file, approved } = await elsewhere(next)
    const { run_id } = await carryOut(next, approved)

    expect((await undo(next, file)).purpose).toEqual({ command: 'undo', of: run_id })
  })
})
