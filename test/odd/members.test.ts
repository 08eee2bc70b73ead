import { describe, expect, it } from 'vitest'
import { parseBaseline } from '../../src/model/baseline.ts'
import { digest } from '../support/boots.ts'
import type { Ware } from './bazaar/facts.ts'
import { carryOut, good, type OddDesk, openDesk, plan, settle } from './desk.ts'
import { editGood, memoryDepot } from './stall/depot.ts'
import { oddWorkspace } from './workspace.ts'

const CODE = 'north/hat'
const hat = (more: Partial<Ware>): Ware => ({ shop: 'north', id: 'hat', name: 'Hat', ...more })
const saying = (desk: OddDesk, more: Partial<Ware>): OddDesk => ({ ...desk, wares: [hat(more)] })

async function settled(more: Partial<Ware>, given: Partial<OddDesk> = {}): Promise<OddDesk> {
  const desk = openDesk([hat(more)], given)
  expect(await settle(desk)).toMatchObject({ status: 'complete', failures: [] })
  return desk
}

const shown = (desk: OddDesk, path: string) => good(desk, CODE).fields[path] ?? []
const person = (desk: OddDesk, path: string, members: string[]): void =>
  editGood(desk.depot, CODE, ({ fields }) => {
    if (members.length > 0) fields[path] = members
    else delete fields[path]
  })

/** A good that somebody made by hand. */
const byHand = (fields: { [path: string]: string[] }) => ({
  depot: memoryDepot({
    last: '9007199254740994',
    goods: [
      { id: '9007199254740994', code: CODE, revision: 1, fields: { title: 'Hat', ...fields }, sizes: { [CODE]: {} } },
    ],
  }),
})

describe('a set that others add to as well', () => {
  it('loses members of ours that are no longer wanted, gets new ones, and keeps those of others', async () => {
    const desk = await settled({ tags: ['felt', 'winter'] })
    person(desk, 'tags', ['sale', 'winter', 'felt'])
    const later = saying(desk, { tags: ['felt', 'spring'] })

    const second = await plan(later)
    await carryOut(later, { plan: second })

    expect(second.operations).toMatchObject([
      { before: { tags: ['sale', 'winter', 'felt'] }, after: { tags: ['sale', 'felt', 'spring'] } },
    ])
    expect(shown(desk, 'tags')).toEqual(['sale', 'felt', 'spring'])
    expect((await plan(later)).operations).toEqual([])
  })

  it('has no difference but for members of ours', async () => {
    const desk = await settled({ tags: ['felt', 'winter'] })
    person(desk, 'tags', ['sale', 'winter', 'felt', 'new'])

    expect(await plan(desk)).toMatchObject({ operations: [], drift: [], conflicts: [] })
  })

  it('has drifted when a person removed a member of ours, which is spared', async () => {
    const desk = await settled({ tags: ['felt', 'winter'] })
    person(desk, 'tags', ['felt', 'sale'])

    expect(await plan(desk)).toMatchObject({
      operations: [],
      drift: [
        {
          field: '/tags',
          last_written: ['felt', 'winter'],
          live: ['felt', 'sale'],
          desired: ['felt', 'winter'],
          decision: 'spared',
        },
      ],
    })
  })

  it('is mended where the policy says so, and what others added stays', async () => {
    const workspace = oddWorkspace({ on_drift: 'overwrite' })
    const desk = await settled({ tags: ['felt', 'winter'] }, { workspace })
    person(desk, 'tags', ['sale', 'felt'])

    const { drift } = await plan(desk)
    await settle(desk)

    expect(drift).toMatchObject([{ field: '/tags', decision: 'overwritten' }])
    expect(shown(desk, 'tags')).toEqual(['sale', 'felt', 'winter'])
  })

  it('is a conflict when a person removed a member of ours and the source says something else', async () => {
    const desk = await settled({ tags: ['felt', 'winter'] })
    person(desk, 'tags', ['felt'])

    const { operations, conflicts } = await plan(saying(desk, { tags: ['felt', 'spring'] }))

    expect(operations).toEqual([])
    expect(conflicts).toMatchObject([{ field: '/tags', kind: 'both-moved', last_written: ['felt', 'winter'] }])
  })

  it('is filled where it is empty, and otherwise left as it is until it was adopted', async () => {
    const empty = openDesk([hat({ tags: ['felt'] })], byHand({}))
    const full = openDesk([hat({ tags: ['felt', 'winter'] })], byHand({ tags: ['felt', 'sale'] }))

    await settle(empty)
    const second = await plan(full)

    expect(shown(empty, 'tags')).toEqual(['felt'])
    expect(second.conflicts).toMatchObject([{ field: '/tags', kind: 'unadopted' }])
    expect(second.operations).toEqual([])
  })

  it('gets our members beside those that are there where the policy adopts them, and takes none away later but ours', async () => {
    const desk = openDesk([hat({ tags: ['felt', 'winter'] })], {
      ...byHand({ tags: ['sale', 'old'] }),
      workspace: oddWorkspace({ on_unadopted: 'overwrite' }),
    })

    await settle(desk)
    expect(shown(desk, 'tags')).toEqual(['sale', 'old', 'felt', 'winter'])
    await settle(saying(desk, { tags: ['felt'] }))

    expect(shown(desk, 'tags')).toEqual(['sale', 'old', 'felt'])
  })

  it('is emptied of our members alone where an empty source clears', async () => {
    const desk = await settled({ tags: ['felt', 'winter'] })
    person(desk, 'tags', ['felt', 'sale', 'winter'])
    const later = saying(desk, { tags: [] })

    const { summary } = await plan(later)
    await settle(later)

    expect(summary.emptied).toBe(0)
    expect(shown(desk, 'tags')).toEqual(['sale'])
    expect((await plan(later)).operations).toEqual([])
    await settle(saying(desk, { tags: ['spring'] }))
    expect(shown(desk, 'tags')).toEqual(['sale', 'spring'])
  })

  it('takes what others add between plan and apply for theirs, which is no conflict', async () => {
    const desk = await settled({ tags: ['felt', 'winter'] })
    const later = saying(desk, { tags: ['felt', 'spring'] })
    const second = await plan(later)
    person(desk, 'tags', ['new', 'felt', 'winter', 'sale'])

    expect(await carryOut(later, { plan: second })).toMatchObject({ status: 'complete', failures: [] })

    expect(shown(desk, 'tags')).toEqual(['new', 'felt', 'sale', 'spring'])
    expect((await plan(later)).operations).toEqual([])
  })

  it('is held back where it would be more than the target takes, and says so', async () => {
    const desk = await settled({ tags: ['felt'] })
    person(desk, 'tags', ['felt', 'a', 'b', 'c', 'd', 'e'])
    const later = saying(desk, { name: 'Hat, new', tags: ['felt', 'spring'] })

    const { operations, blocked } = await plan(later)

    expect(blocked).toMatchObject([
      {
        id: `update:good.${CODE}`,
        code: 'limit',
        message: 'tags would hold 7 members with those of others; Stall takes 6.',
      },
    ])
    expect(operations).toMatchObject([{ after: { title: 'Hat, new' } }])
    expect(operations[0]?.after).not.toHaveProperty('tags')
  })

  it('is merged in variants as well', async () => {
    const size = (tags: string[]): Partial<Ware> => ({ sizes: [{ id: 'hat/s', size: 'S', price: '1', tags }] })
    const desk = await settled(size(['small']))
    editGood(desk.depot, CODE, ({ sizes }) => {
      Object.assign(sizes['north/hat/s'] ?? {}, { tags: ['last', 'small'] })
    })
    const later = saying(desk, size(['tiny']))

    await settle(later)

    expect(good(desk, CODE).sizes['north/hat/s']?.tags).toEqual(['last', 'tiny'])
    expect((await plan(later)).operations).toEqual([])
  })

  it('is remembered by eight digits for each member of ours', async () => {
    const desk = await settled({ tags: ['felt', 'winter'] })

    const [text] = [...(await desk.state.memory.baselines(desk.account)).values()]

    expect(parseBaseline(text, digest)?.fields).toMatchObject({
      title: expect.stringMatching(/^[0-9a-f]{8}$/),
      tags: expect.stringMatching(/^[0-9a-f]{16}$/),
    })
  })
})

describe('an ordered list that others add to as well', () => {
  it('shows ours first and in order, and what is not ours behind, as it stood', async () => {
    const desk = await settled({ lines: ['Warm.', 'Soft.'] })
    person(desk, 'lines', ['Ask us!', 'Warm.', 'Soft.', 'Open on Sundays.'])
    expect((await plan(desk)).operations).toEqual([])
    const later = saying(desk, { lines: ['Soft.', 'Dry.'] })

    await settle(later)

    expect(shown(desk, 'lines')).toEqual(['Soft.', 'Dry.', 'Ask us!', 'Open on Sundays.'])
    expect((await plan(later)).operations).toEqual([])
  })

  it('is written anew when only the order of ours changes', async () => {
    const desk = await settled({ lines: ['Warm.', 'Soft.'] })
    const later = saying(desk, { lines: ['Soft.', 'Warm.'] })

    await settle(later)

    expect(shown(desk, 'lines')).toEqual(['Soft.', 'Warm.'])
    expect((await plan(later)).operations).toEqual([])
  })

  it('has drifted when a person put ours in another order', async () => {
    const desk = await settled({ lines: ['Warm.', 'Soft.'] })
    person(desk, 'lines', ['Soft.', 'Warm.'])

    expect(await plan(desk)).toMatchObject({ operations: [], drift: [{ field: '/lines', live: ['Soft.', 'Warm.'] }] })
  })

  it('keeps what others add between plan and apply', async () => {
    const desk = await settled({ lines: ['Warm.'] })
    const later = saying(desk, { lines: ['Soft.', 'Warm.'] })
    const second = await plan(later)
    person(desk, 'lines', ['Ask us!', 'Warm.'])

    expect(await carryOut(later, { plan: second })).toMatchObject({ status: 'complete', failures: [] })

    expect(shown(desk, 'lines')).toEqual(['Soft.', 'Warm.', 'Ask us!'])
  })
})
