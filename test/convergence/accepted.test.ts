import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Override } from '../../src/model/settings.ts'
import { dependent } from '../../src/planner/drift/masters.ts'
import { type Entry, judge } from '../../src/services/accept-entry.ts'
import { type DriftFindings, findDrift } from '../../src/services/drift.ts'
import { histories, live } from '../support/account-lived.ts'
import { cases, type Desk, openMachine, PATIENCE, plan, requestOf, workspaceOf } from '../support/world-desk.ts'

const { signal } = new AbortController()
const find = (desk: Desk, targetOnly = false) => findDrift({ ...requestOf(desk), targetOnly }, signal)
const placesIn = ({ report: { drift, conflicts } }: DriftFindings) =>
  [...drift, ...conflicts].map(({ address, field }) => `${address} ${field}`)

/** As the files would say it, once they are read again. */
function withKept(overrides: Override[], entries: Entry[]): Override[] {
  const kept = entries.map(({ listing: { item, override }, values }): Override => {
    const { source, shop, id } = item.ref
    const position = { file: 'specs/overrides/accepted.yaml', line: 3, column: 3 }
    const keep = [...(override?.keep ?? []), ...values.map(({ label }) => label)]
    return { ...(override ?? { source, shop, id, position }), keep }
  })
  const touched = new Set(entries.map(({ listing }) => listing.override))
  return [...overrides.filter((one) => !touched.has(one)), ...kept]
}

describe('what people changed', { timeout: PATIENCE }, () => {
  it('is no drift any more once it was accepted, and nothing is accepted twice', async () => {
    const [machine, another] = [openMachine(), openMachine()]
    let accepted = 0
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const { desk } = await live(history, machine, another)
        const found = await find(desk)
        const { entries, refused } = judge(found.places, workspaceOf(desk))
        const left = new Set(refused.map(({ address, field }) => `${address} ${field}`))
        accepted += entries.length

        const overrides = withKept(desk.world.overrides, entries)
        const later = { ...desk, world: { ...desk.world, overrides } }

        const after = await find(later)
        expect(placesIn(after).filter((place) => !left.has(place))).toEqual([])
        expect(judge(after.places, workspaceOf(later)).entries).toEqual([])
      }),
      cases(60),
    )
    expect(accepted).toBeGreaterThan(0)
  })

  it('is the same for a plan and for a check, which writes nothing', async () => {
    const [machine, another] = [openMachine(), openMachine()]
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const { desk, account } = await live(history, machine, another)
        const { report } = await find(desk)
        const { summary, blocked } = await plan(desk)

        expect(report.changes).toEqual(summary)
        expect(report.deleted).toEqual(blocked.filter(({ code }) => code === 'deleted'))
        expect(desk.target.snapshot()).toEqual(account)
      }),
      cases(40),
    )
  })

  it('is found without canonical products as well, but for what depends on them', async () => {
    const [machine, another] = [openMachine(), openMachine()]
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const { desk } = await live(history, machine, another)
        const { settings } = desk.world
        const everything = { ...settings, policy: { ...settings.policy, unmatched: 'create' as const } }
        const whole = { ...desk, world: { ...desk.world, settings: everything } }
        const left = dependent(desk.specs)
        const independent = (places: string[]) =>
          places.filter((place) => !left.some((label) => place.endsWith(`/${label}`))).sort()

        const [all, alone] = [await find(whole), await find(whole, true)]

        expect(independent(placesIn(alone))).toEqual(independent(placesIn(all)))
        expect(alone.report.changes).toBeNull()
      }),
      cases(40),
    )
  })
})
