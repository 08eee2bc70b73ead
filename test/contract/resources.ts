import { expect, test } from 'vitest'
import type { Context } from './speaker.ts'

export function describeResources(context: () => Context): void {
  test('reads what was written, and changes nothing the second time', async () => {
    const { say, words } = context()
    const { text, second } = words
    await say.define(text, second)
    const key = words.key('b01')
    const fields = { [text.path]: text.one, [second.path]: second.one }
    const id = await say.must(say.create(key, fields))
    const before = await say.look(key)

    expect(before).toMatchObject([{ kind: say.create(key).kind, id, key, fields: { ...words.given(key), ...fields } }])
    expect(await say.write(say.create(key, fields))).toMatchObject({ outcome: 'already', id })
    expect(await say.look(key)).toEqual(before)
  })

  test('takes what differs only in what changes with every run for what is wanted', async () => {
    const { say, words } = context()
    const { passing } = words
    await say.define(passing)
    const key = words.key('b01')
    const id = await say.must(say.create(key, { [passing.path]: passing.one }))

    const again = say.create(key, { [passing.path]: passing.other }, { volatile: [passing.path] })

    expect(await say.write(again)).toMatchObject({ outcome: 'already', id })
  })

  test('does not overwrite something else with the same key', async () => {
    const { say, words } = context()
    const { text } = words
    await say.define(text)
    const key = words.key('b01')
    await say.must(say.create(key, { [text.path]: text.one }))

    const answer = await say.write(say.create(key, { [text.path]: text.other }))

    expect(answer).toMatchObject({ outcome: 'conflict' })
    expect((await say.one(key)).fields[text.path]).toEqual(text.one)
  })

  test('updates what it is told, clears with null, and leaves the rest', async () => {
    const { say, words } = context()
    const { text, second } = words
    await say.define(text, second)
    const key = words.key('b01')
    const id = await say.must(say.create(key, { [text.path]: text.one, [second.path]: second.one }))
    const update = async (path: string, value: typeof text.one) => say.update(await say.one(key), { [path]: value })

    expect(await say.write(await update(text.path, text.other))).toMatchObject({ outcome: 'applied', id })
    const updated = await say.one(key)
    expect(updated.fields).toMatchObject({ [text.path]: text.other, [second.path]: second.one })
    await say.write(await update(text.path, text.other))
    expect(await say.one(key)).toEqual(updated)
    await say.must(await update(second.path, null))
    const { fields } = await say.one(key)
    expect(fields).toMatchObject({ ...words.given(key), [text.path]: text.other })
    expect(fields[second.path]).toBeUndefined()
  })

  test('takes back every value in the form in which it gives it', async () => {
    const { say, words } = context()
    const all = [words.text, words.second, ...(words.typed ?? [])]
    await say.define(...all)
    const key = words.key('b01')
    await say.must(say.create(key, Object.fromEntries(all.map(({ path, one }) => [path, one]))))
    const given = await say.one(key)
    const before = Object.fromEntries(all.map(({ path }) => [path, given.fields[path] ?? null]))
    await say.must(say.update(given, Object.fromEntries(all.map(({ path, other }) => [path, other]))))

    await say.must(say.update(await say.one(key), before))
    expect((await say.one(key)).fields).toMatchObject(before)
    const again = words.key('b02')
    await say.must(say.create(again, before))
    expect((await say.one(again)).fields).toMatchObject(before)
  })

  test('writes nothing under a revision that is not the current one, where it has revisions', async () => {
    const { say, words } = context()
    const { text } = words
    await say.define(text)
    const key = words.key('b01')
    await say.must(say.create(key, { [text.path]: text.one }))
    const before = await say.one(key)
    await say.must(say.update(before, { [text.path]: text.other }))

    const late = await say.write(say.update(before, { [text.path]: text.one }))

    const checks = before.revision !== undefined
    expect(late.outcome).toBe(checks ? 'outdated' : 'applied')
    expect((await say.one(key)).fields[text.path]).toEqual(checks ? text.other : text.one)
  })
}
