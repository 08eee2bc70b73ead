import { expect, test } from 'vitest'
import type { Change } from '../../src/model/target.ts'
import { mainKind } from '../../src/model/target-kinds.ts'
import { linkedBy } from './links.ts'
import type { Context } from './speaker.ts'

async function refused({ say }: Context, write: Change): Promise<void> {
  const answer = await say.write(write)
  expect(answer).toMatchObject({ outcome: 'rejected', attempts: expect.any(Number) })
  expect(answer).toMatchObject({ message: expect.stringMatching(/\S/), hint: expect.stringMatching(/\S/) })
}

export function describeReferences(context: () => Context): void {
  test('refuses resources that say what it cannot hold, and makes nothing of them, or holds anything', async () => {
    const here = context()
    const { say, words } = here
    const key = words.key('b01')
    if (words.refused.length === 0) {
      const { text } = words
      await say.must(say.create(key, { [text.path]: { any: ['thing', 1, null] } }))
      expect(await say.one(key)).toMatchObject({ fields: { [text.path]: { any: ['thing', 1, null] } } })
      return
    }
    const made = new Set<Change>()

    for (const { fields, first = [] } of words.refused) {
      for (const one of first) if (!made.has(one)) await say.must(one)
      for (const one of first) made.add(one)
      await refused(here, say.create(key, fields))
    }

    expect(await say.look(key)).toEqual([])
  })

  test('refuses an update of what is not there', async () => {
    const here = context()
    const { say, words } = here
    const { text, nobody } = words
    await say.define(text)
    const absent = { kind: mainKind(words.traits).name, key: words.key('b09'), id: nobody, fields: {} }

    await refused(here, say.update(absent, { [text.path]: text.one }))
  })
}

export function describeUnknownDefinitions(context: () => Context): void {
  test('refuses members for a definition that is not there', async () => {
    const here = context()
    const { say, words } = here
    const [growing] = words.definitions?.growing ?? []
    const { named, path, members } = growing ?? expect.fail()
    const absent = { ...named, id: words.nobody, fields: {} }

    await refused(here, say.update(absent, { [path]: members }))
  })
}

export function describeUnknownMembers(context: () => Context): void {
  test('refuses links from, to and by what is not there', async () => {
    const here = context()
    const { say, words } = here
    const { foreign: key, defined } = words.relations ?? expect.fail()
    const definition = { key: defined.key, id: await say.must(defined) }
    const source = { key, id: await say.must(say.create(key)) }
    const { nobody } = words

    await refused(here, await say.link(source, [nobody], definition))
    await refused(here, await say.link({ ...source, id: nobody }, [source.id], definition))
    await refused(here, await say.link(source, [source.id], { key: 'contract_unknown', id: nobody }))
    expect(linkedBy(await say.one(key), here)).toEqual([])
  })
}
