import { expect, test } from 'vitest'
import { mainKind } from '../../src/model/target-kinds.ts'
import type { Context } from './speaker.ts'

export function describeParts(context: () => Context): void {
  const opened = () => {
    const here = context()
    const parts = here.words.parts ?? expect.fail()
    return { ...here, parts, key: here.words.key('b01'), small: parts.key('s'), large: parts.key('l') }
  }

  test('reads what was written within a resource, and changes nothing the second time', async () => {
    const { say, parts, key, small, large } = opened()
    const { text, second } = parts
    const within = [say.part(small, { [text.path]: text.one, [second.path]: second.one }), say.part(large, {})]
    const id = await say.must(say.create(key, {}, { parts: within }))
    const before = await say.one(key)

    expect(before.fields).toMatchObject({
      [say.within(small, text.path)]: text.one,
      [say.within(small, second.path)]: second.one,
    })
    expect(Object.keys(before.fields).some((path) => path.startsWith(say.within(large, '')))).toBe(true)
    expect(await say.write(say.create(key, {}, { parts: within }))).toMatchObject({ outcome: 'already', id })
    expect(await say.one(key)).toEqual(before)
  })

  test('changes and clears a part, adds others, and keeps or drops what was not sent as its traits say', async () => {
    const { say, words, parts, key, small, large } = opened()
    const { text, second } = parts
    const first = { [text.path]: text.one, [second.path]: second.one }
    await say.must(say.create(key, {}, { parts: [say.part(small, first), say.part(large, first)] }))

    const more = parts.key('m')
    const within = [
      say.part(small, { [text.path]: text.other, [second.path]: null }, 'update'),
      say.part(more, { [text.path]: text.one }),
    ]
    await say.must(say.update(await say.one(key), {}, { parts: within }))

    const { fields } = await say.one(key)
    expect(fields).toMatchObject({
      [say.within(small, text.path)]: text.other,
      [say.within(more, text.path)]: text.one,
    })
    expect(fields[say.within(small, second.path)]).toBeUndefined()
    const kept = mainKind(words.traits).lists === 'patch' ? text.one : undefined
    expect(fields[say.within(large, text.path)]).toEqual(kept)
  })
}
