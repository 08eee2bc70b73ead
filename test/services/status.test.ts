import { expect, test } from 'vitest'
import type { State } from '../../src/model/state.ts'
import { verifyCatalogue } from '../../src/services/catalogue.ts'
import { makePlan } from '../../src/services/plan.ts'
import { findStatus } from '../../src/services/status.ts'
import { renderCatalogue } from '../../src/ui/catalogue.ts'
import { reviewStatus } from '../../src/ui/status.ts'
import { temporaryState } from '../state/temporary.ts'
import { live, request, signal } from './prairie.ts'

const statusOf = (target = live(), state: Pick<State, 'runs' | 'folder'> = temporaryState()) =>
  findStatus({ ...request(target), state, statuses: [] }, signal)

test('before anything was written, everything is to be changed, as the plan says', async () => {
  const plan = await makePlan(request(live()), signal)
  const report = await statusOf()

  expect(report.counts).toEqual({ total: 4, synced: 0, changes: 4, drifted: 0, error: 0, pending: 0, unknown: 0 })
  const told = new Set(
    [...report.resources, ...report.others].flatMap((one) => ('reasons' in one ? one.reasons : [one])),
  )
  const addresses = new Set([...told].map(({ address }) => address))
  for (const { address, kind } of plan.operations) if (kind !== 'asset') expect(addresses).toContain(address)
})

test('a link is told of the listings that it leads to', async () => {
  const { resources } = await statusOf()

  const addresses = resources.flatMap(({ reasons }) => reasons).map(({ address }) => address)
  expect(addresses.some((address) => address.startsWith('link.'))).toBe(true)
})

test('the numbers come last, and the short form has nothing else', async () => {
  const report = await statusOf()

  const long = reviewStatus(report, { rows: 2, short: false })
  expect(long.sections.map(({ id }) => id)).toContain('changes')
  expect(reviewStatus(report, { rows: 2, short: true })).toMatchObject({
    sections: [],
    closing: ['4 in all: 4 changes.'],
  })
})

test('a catalogue without contradictions has no findings', async () => {
  const report = await verifyCatalogue(request(live()), signal)

  expect(report).toMatchObject({ ok: true, findings: [], checked: { items: 4, complete: true } })
  expect(renderCatalogue(report).at(-1)).toMatch(/^Nothing in the catalogue of \S+ contradicts itself: /)
})

test('items of one shop that bear one SKU are found, and one of them is to be kept', async () => {
  const target = live()
  const given = request(target)
  const [source] = given.sources
  const items = source?.items.map((item) => ({
    ...item,
    fields: { ...item.fields, sku: item.role === 'parent' ? null : 'One' },
  }))
  const sources = source && items ? [{ ...source, items }] : []

  const { findings } = await verifyCatalogue({ ...given, sources }, signal)

  expect(findings).toMatchObject([{ code: 'duplicate-sku', keep: { reason: expect.stringContaining('sorts first') } }])
  expect(findings[0]?.others).toHaveLength(2)
  expect(findings[0]?.proposals.map(({ action }) => action)).toEqual(['merge', 'forget', 'forget'])
})
