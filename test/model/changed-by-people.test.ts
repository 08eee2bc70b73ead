import { describe, expect, test } from 'vitest'
import { changedByPeople, numberOfChanges } from '../../src/model/changed-by-people.ts'
import { blocked, bootAddress, conflict, drift, overwrite, planWith } from '../ui/plans.ts'

const TITLE: [string, string, string] = ['Laramie', 'Laramie, ours', 'Laramie']
const MOVED: [string, string, string] = ['Laramie', 'Laramie, ours', 'Laramie II']

describe('what people changed', () => {
  test('is nothing in a plan that only brings what the source says', () => {
    const changes = changedByPeople(planWith())
    expect(changes).toEqual({ drift: [], conflicts: [], deleted: [], renamed: [], definitions: [] })
    expect(numberOfChanges(changes)).toBe(0)
  })

  test('are values that drifted, and those that the source has changed as well', () => {
    const plan = planWith({
      drift: [drift('spared', 1, 'amazon_title', TITLE)],
      conflicts: [conflict('both-moved', 2, 'amazon_title', MOVED)],
    })
    const changes = changedByPeople(plan)
    expect([changes.drift, changes.conflicts]).toEqual([plan.drift, plan.conflicts])
    expect(numberOfChanges(changes)).toBe(2)
  })

  test('counts once where the plan overwrites it', () => {
    const changes = changedByPeople(
      planWith({
        overwrites: [overwrite('drift', 1, 'amazon_title', TITLE), overwrite('both-moved', 2, 'amazon_title', MOVED)],
        drift: [drift('overwritten', 1, 'amazon_title', TITLE), drift('overwritten', 2, 'amazon_title', MOVED)],
        conflicts: [conflict('both-moved', 2, 'amazon_title', MOVED)],
      }),
    )
    expect(changes.drift.map(({ address }) => address)).toEqual([bootAddress(1)])
    expect(changes.conflicts.map(({ address }) => address)).toEqual([bootAddress(2)])
  })

  test('is not what nobody knows to be ours, what people may refine, nor what an override decides', () => {
    const changes = changedByPeople(
      planWith({
        overwrites: [overwrite('unadopted', 1, 'amazon_title', TITLE), overwrite('override', 2, 'amazon_title', TITLE)],
        drift: [drift('overwritten', 1, 'amazon_title', TITLE), drift('overwritten', 2, 'amazon_title', TITLE)],
        conflicts: [conflict('unadopted', 3, 'amazon_title', TITLE), conflict('kept', 4, 'amazon_upc', TITLE)],
      }),
    )
    expect(numberOfChanges(changes)).toBe(0)
  })

  test('are products that somebody deleted or renamed, and definitions that are gone', () => {
    const changes = changedByPeople(
      planWith({
        blocked: [
          blocked(1, 'deleted', ['Someone deleted it.', 'Ignore it.']),
          { ...blocked(2, 'renamed', ['Someone renamed it.', 'Rename it.']), renamed_to: 'MINE' },
          blocked(3, 'renamed', ['It was made under another form of SKU.', 'Rename it.']),
          blocked(4, 'definition', ['Someone deleted it.', 'Restore it.']),
          blocked(5, 'limit', ['Too many.', 'Fewer.']),
        ],
      }),
    )
    const addresses = (list: { address: string }[]) => list.map(({ address }) => address)
    expect(addresses(changes.deleted)).toEqual([bootAddress(1)])
    expect(addresses(changes.renamed)).toEqual([bootAddress(2)])
    expect(addresses(changes.definitions)).toEqual([bootAddress(4)])
  })
})
