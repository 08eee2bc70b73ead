import { expect, test } from 'vitest'
import { liveOf } from '../../src/model/live.ts'
import { mainKind } from '../../src/model/target-kinds.ts'
import type { Context } from './speaker.ts'

export function describeReading(context: () => Context): void {
  test('reads an account completely, page after page, and names the fields it lacks', async () => {
    const { say, words, fixture } = context()
    const { name, page } = mainKind(words.traits)
    const { text, lacking } = words
    await say.define(text)
    const keys = Array.from({ length: page + 5 }, (_, n) => words.key(String(1000 + n)))
    await say.mustAll(keys.map((key) => say.create(key, { [text.path]: key })))
    const before = fixture.target.calls()

    const state = await say.read()

    expect(state.complete).toBe(true)
    const found = liveOf(state, name)
    expect(found.map(({ key }) => key).toSorted()).toEqual(keys.toSorted())
    expect(found.every(({ key, fields }) => fields[text.path] === key)).toBe(true)
    if (lacking !== undefined) expect(state.missing).toContain(lacking)
    expect(state.missing).not.toContain(text.path)
    const after = fixture.target.calls()
    expect(after.reads).toBeGreaterThan(before.reads)
    expect(after.writes).toBe(before.writes)
  })

  test('looks resources up by their exact key alone', async () => {
    const { say, words } = context()
    const key = words.key('b01')
    const [first, ...others] = words.resembling('b01')
    for (const one of [key, ...others]) await say.must(say.create(one))

    expect(await say.look(key, words.key('b02'))).toMatchObject([{ key }])
    expect(await say.look(first ?? expect.fail())).toEqual([])
    expect(await say.look()).toEqual([])
  })

  test('looks many resources up in pages', async () => {
    const { say, words, fixture } = context()
    const keys = Array.from({ length: mainKind(words.traits).page + 1 }, (_, n) => words.key(String(1000 + n)))
    await say.mustAll(keys.map((key) => say.create(key)))
    const before = fixture.target.calls().reads

    const found = await say.look(...keys)

    expect(found.map(({ key }) => key).toSorted()).toEqual(keys.toSorted())
    expect(fixture.target.calls().reads - before).toBeLessThanOrEqual(4)
  })
}

export function describeStopping(context: () => Context): void {
  test('does nothing once it was stopped', async () => {
    const { say, words, fixture } = context()
    const key = words.key('b01')
    const { writes } = fixture.target.calls()

    await expect(fixture.target.write(say.create(key), AbortSignal.abort())).rejects.toThrow(/abort/i)

    expect(fixture.target.calls().writes).toBe(writes)
    expect(await say.look(key)).toEqual([])
  })
}
