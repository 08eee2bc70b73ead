import { describe, expect, test } from 'vitest'
import { type Deed, somebody } from './people.ts'
import { comparable, DAY, HOUR, MOVING, openStage, PROVEN, want } from './reading-stage.ts'
import { want as narrow } from './world.ts'

describe('how the account is read', () => {
  const value: Deed = { does: 'change', product: 7, other: 0, text: 'ripe' }

  test('a night without a change takes a handful of calls, one with some a page more', async () => {
    const stage = await openStage(MOVING, { count: 2000 })
    await stage.night()
    const first = stage.calls()
    stage.clock.advance(DAY)
    expect((await stage.night({ want: narrow })).built).toBe(true)
    expect([first > 20, stage.calls()]).toEqual([true, 6])
    await somebody(stage.sim)(value)
    stage.clock.advance(DAY)
    await stage.night({ want: narrow })
    expect(stage.calls()).toBe(8)
    await stage.close()
  })

  test.each([
    { when: 'nothing is known of the account', known: { finding: null }, why: 'unproven' },
    {
      when: 'links were seen not to move modified',
      known: { finding: { ...PROVEN, links: false } },
      choice: { reading: 'changes' },
      why: 'disproved',
    },
    { when: 'the workspace says so', choice: { reading: 'full' }, why: 'asked' },
    { when: 'the last full read is too old', choice: { full_read_every: '1d' }, why: 'due' },
    { when: 'something is to be removed', choice: { want: { ...want, whole: true as const } }, why: 'whole' },
  ])('everything is read when $when', async ({ known, choice, why }) => {
    const stage = await openStage(MOVING, known)
    await stage.night()
    stage.clock.advance(DAY)
    const live = await stage.night(choice)
    expect([live.built, stage.ways.at(-1)]).toEqual([undefined, { way: 'full', why }])
    await stage.close()
  })

  test('everything is read when a product or an asset was deleted, which no search shows', async () => {
    const stage = await openStage(MOVING)
    const act = somebody(stage.sim)
    for (const [does, why] of [
      ['remove', 'count'],
      ['removeAsset', 'assets'],
    ] as const) {
      await stage.night()
      stage.clock.advance(DAY)
      await act({ ...value, does })
      expect(comparable(await stage.night())).toEqual(comparable(await stage.plain()))
      expect(stage.ways.at(-1)).toEqual({ way: 'full', why })
    }
    await stage.close()
  })

  test('a workspace that says so is believed, until a full read shows that links do not move modified', async () => {
    const stage = await openStage({ imagesMoveModified: true }, { finding: null })
    const act = somebody(stage.sim)
    const choice = { reading: 'changes', full_read_every: '2d' }
    await stage.night(choice)
    stage.clock.advance(DAY)
    await act({ ...value, does: 'link', other: 9 })
    expect((await stage.night(choice)).built).toBe(true)
    stage.clock.advance(DAY)
    await stage.night(choice)
    expect(stage.memory.finding?.value).toEqual({ search: null, links: false, images: null })
    stage.clock.advance(HOUR)
    await stage.night(choice)
    expect(stage.ways.at(-1)).toEqual({ way: 'full', why: 'disproved' })
    await stage.close()
  })

  test('links that were written from here are read by SKU, although their product seems unchanged', async () => {
    const stage = await openStage({ imagesMoveModified: true }, { finding: null })
    await stage.night({ reading: 'changes' })
    stage.clock.advance(DAY)
    await somebody(stage.sim)({ ...value, does: 'link', other: 9 })
    const [source = '', target = ''] = [7, 9].map((place) => stage.sim.store.ids().products[place])
    const at = new Date(stage.clock.now()).toISOString()
    stage.memory.links = [{ source, relationship: 'amazon_hierarchy', targets: [target], at }]
    stage.clock.advance(HOUR)
    const live = await stage.night({ reading: 'changes' })
    expect([live.built, comparable(live)]).toEqual([true, comparable(await stage.plain())])
    await stage.close()
  })

  test('a definition that was made anew has lost its values, so everything is read', async () => {
    const stage = await openStage(MOVING)
    await stage.night()
    const attribute = stage.memory.live?.resources.attribute?.find(({ key }) => key === 'amazon_title')
    if (attribute) attribute.id = 'f'.repeat(24)
    stage.clock.advance(DAY)
    await stage.night()
    expect(stage.ways.at(-1)).toEqual({ way: 'full', why: 'definitions' })
    await stage.close()
  })
})
