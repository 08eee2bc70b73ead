import { expect, test } from 'vitest'
import { ProviderError } from '../../src/model/errors.ts'
import type { SourceResult } from '../../src/model/source.ts'
import { asExported, contextWith, idOf, memoOf, type SourceCase, type SourceFixture } from './source-fixture.ts'

const never = () => new AbortController().signal

/** What every source promises that knows a quota of the day, or takes over what was read before. */
export function describeEarlyEnds(
  one: SourceCase,
  keep: (opening: Promise<SourceFixture>) => Promise<SourceFixture>,
): void {
  const read = ({ source, request }: SourceFixture, context = contextWith()): Promise<SourceResult> =>
    source.read(request, context, never())

  if (one.early)
    test('used up at any call, the quota of the day ends it with what is whole, and the next day it goes on to the same', async () => {
      const all = await read(await keep(one.usual()))
      const expected = new Map(asExported(all.items).map((fields) => [idOf(fields), fields]))

      for (let calls = 0; calls < all.calls.calls; calls += 1) {
        const fixture = await keep(one.usual())
        const memo = memoOf()
        fixture.early?.after(calls)
        const first = await read(fixture, contextWith(memo)).catch((error: unknown) => error)

        if (first instanceof Error) expect(first, `after ${calls}`).toBeInstanceOf(ProviderError)
        else {
          const { complete, unfinished, items } = first as SourceResult
          expect(complete, `after ${calls}`).toBe(false)
          expect(unfinished, `after ${calls}`).toMatchObject({ code: expect.any(String), message: expect.any(String) })
          for (const fields of asExported(items)) expect(fields).toEqual(expected.get(idOf(fields)))
        }
        expect(fixture.early?.refused(), `after ${calls}`).toBeLessThanOrEqual(fixture.early?.most ?? 0)

        fixture.early?.lift()
        const rest = await read(fixture, contextWith(memo))
        expect(asExported(rest.items), `after ${calls}`).toEqual([...expected.values()])
        expect([rest.complete, rest.unfinished], `after ${calls}`).toEqual([true, undefined])
      }
    })

  if (one.former)
    test('brings the same with fewer calls when it knows what was read before, and what changed since', async () => {
      const fixture = await keep(one.usual())
      const first = await read(fixture)

      const second = await read(fixture, contextWith(memoOf(), asExported(first.items)))

      expect(asExported(second.items)).toEqual(asExported(first.items))
      expect(second.complete).toBe(true)
      expect(second.calls.calls).toBeLessThan(first.calls.calls)
    })
}
