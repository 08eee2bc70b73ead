import { afterEach, describe, expect, test } from 'vitest'
import { type Item, siblingKey } from '../../src/model/item.ts'
import type { SourceResult } from '../../src/model/source.ts'
import { describeEarlyEnds } from './source-early.ts'
import {
  asExported,
  contextWith,
  HOSTILE,
  idOf,
  memoOf,
  type SourceCase,
  type SourceFixture,
} from './source-fixture.ts'
import { describeItems } from './source-items.ts'

const never = () => new AbortController().signal

/** What every source promises to exports and plans, as far as it says that it can do it. */
export function describeSource(one: SourceCase): void {
  const { facts, images } = one
  const opened: SourceFixture[] = []
  const keep = async (opening: Promise<SourceFixture>): Promise<SourceFixture> => {
    const fixture = await opening
    opened.push(fixture)
    return fixture
  }
  const readAll = ({ source, request }: SourceFixture, memo = memoOf()): Promise<SourceResult> =>
    source.read(request, contextWith(memo), never())
  const itemsIn = ({ items }: SourceResult): Item[] => facts.items(asExported(items), images)

  afterEach(async () => {
    for (const fixture of opened.splice(0)) await fixture.close()
  })

  describe(`the source ${facts.name}`, () => {
    test('reads each id once, of the shop that was asked for and of the form that it says', async () => {
      const fixture = await keep(one.usual())
      const { items, complete } = await readAll(fixture)

      const ids = items.map(idOf)
      expect(ids.length).toBeGreaterThan(3)
      expect(new Set(ids).size).toBe(ids.length)
      expect(new Set(items.map(({ marketplace }) => marketplace))).toEqual(new Set([fixture.request.shop]))
      for (const id of ids) expect(id).toMatch(new RegExp(`^(?:${facts.id.pattern})$`, 'u'))
      expect(complete).toBe(true)
      expect([fixture.source.name, fixture.source.title]).toEqual([facts.name, facts.title])
    })

    describeItems(one, async () => asExported((await readAll(await keep(one.usual()))).items))

    test('reads at most as many as are asked for, and then says that it is not whole', async () => {
      const { source, request } = await keep(one.usual())

      const { items, complete } = await source.read({ ...request, limit: 2 }, contextWith(), never())

      const listed = facts.items(asExported(items), images).filter(({ state }) => state === 'listed')
      expect(listed.length).toBeLessThanOrEqual(2)
      expect(complete).toBe(false)
    })

    test('brings the same the second time', async () => {
      const fixture = await keep(one.usual())

      const [first, second] = [await readAll(fixture), await readAll(fixture)]

      expect(asExported(second.items)).toEqual(asExported(first.items))
      expect([second.complete, second.counts, second.report]).toEqual([first.complete, first.counts, first.report])
    })

    if (one.resumes)
      test('stopped after anything that it kept, it goes on to the same', async () => {
        const whole = await keep(one.usual())
        const memo = memoOf()
        const expected = await readAll(whole, memo)
        expect(memo.kept.size).toBeGreaterThan(0)
        for (let count = 1; count <= memo.kept.size; count += 1) {
          const fixture = await keep(one.usual())
          const kept = memoOf(new Map([...memo.kept].slice(0, count)))

          const resumed = await readAll(fixture, kept)

          expect(asExported(resumed.items), `after ${count}`).toEqual(asExported(expected.items))
          expect([resumed.complete, resumed.report], `after ${count}`).toEqual([expected.complete, expected.report])
          expect(resumed.calls.calls).toBeLessThan(expected.calls.calls)
        }
      })
    else
      test('keeps nothing of a read, since the next one reads it all', async () => {
        const memo = memoOf()
        await readAll(await keep(one.usual()), memo)

        expect(memo.kept.size).toBe(0)
      })

    describeEarlyEnds(one, keep)

    test('ends when it is told to, and reads nothing more', async () => {
      const { source, request } = await keep(one.usual())
      const stop = new AbortController()
      stop.abort(new DOMException('Interrupted.', 'AbortError'))

      await expect(source.read(request, contextWith(), stop.signal)).rejects.toMatchObject({ name: 'AbortError' })
    })

    if (one.parts)
      test('says that it is not whole when a part cannot be read, or reads nothing', async () => {
        const fixture = await keep(one.usual())
        const { items } = await readAll(fixture)
        fixture.losePart?.()

        const lost = await readAll(fixture).catch((error: Error) => error)

        if (lost instanceof Error) expect(lost).toMatchObject({ code: expect.any(String), hints: expect.any(Array) })
        else expect([lost.complete, lost.items.length < items.length]).toEqual([false, true])
      })

    test('reads text as it is, whatever it says', async () => {
      const result = await readAll(await keep(one.titled(HOSTILE)))

      const titles = itemsIn(result).map(({ names }) => names.title)
      expect(result.complete).toBe(true)
      expect(titles.toSorted()).toEqual(HOSTILE.toSorted())
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    })

    test('finds nothing wrong with what it can read', async () => {
      const { source, request } = await keep(one.usual())
      await source.connect?.(never())
      const checks = []
      for await (const check of source.check?.({ probe: false, requests: [request] }, never()) ?? []) checks.push(check)

      expect(checks.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(checks.length > 0).toBe(source.check !== undefined)
    })

    test('keys of siblings are made of one another', async () => {
      const items = itemsIn(await readAll(await keep(one.usual())))
      const [first] = items as [Item]

      for (const { ref, key } of items) expect(siblingKey(first, ref.id)).toBe(key)
    })
  })
}
