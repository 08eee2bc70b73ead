import { expect, test } from 'vitest'
import { type Fields, texts } from '../../src/model/fields.ts'
import type { Change } from '../../src/model/target.ts'
import { kindNamed } from '../../src/model/target-kinds.ts'
import type { Context } from './speaker.ts'
import type { Growing } from './vocabulary.ts'

/** What a definition says beside its lists. */
function plainFields({ kind: name, fields }: Change, { words }: Context): Fields {
  const kind = kindNamed(words.traits, name) ?? expect.fail(`there is no kind ${name}`)
  return Object.fromEntries(Object.entries(fields).filter(([path]) => kind.field(path).merge === 'replace'))
}

export function describeDefinitions(context: () => Context): void {
  test('makes definitions once, and finds them again', async () => {
    const here = context()
    const { say, words } = here
    for (const one of words.definitions?.made ?? expect.fail()) {
      const id = await say.must(one)

      expect(await say.write(one)).toMatchObject({ outcome: 'already', id })
      const { kind, key } = one
      expect(await say.definition(one)).toMatchObject({ kind, key, id, fields: plainFields(one, here) })
    }
  })

  test('does not take a definition that contradicts for the one that is wanted', async () => {
    const { say, words } = context()
    const { first, second } = words.definitions?.contradicting ?? expect.fail()
    await say.must(first)

    expect(await say.write(second)).toMatchObject({ outcome: 'conflict' })
  })

  test('adds to the lists of definitions and removes nothing', async () => {
    const here = context()
    const made = new Set<string>()
    for (const growing of here.words.definitions?.growing ?? expect.fail()) {
      for (const one of growing.first) if (!made.has(one.key)) await here.say.must(one)
      for (const { key } of growing.first) made.add(key)
      await expectGrowth(growing, here)
    }
  })

  test('looks definitions up by their keys, and leaves out what is not there', async () => {
    const { say, words } = context()
    const { made, found } = words.definitions ?? expect.fail()
    const there = [...found.map(({ kind, key, id }) => ({ kind, key, id }))]
    for (const one of made) there.push({ kind: one.kind, key: one.key, id: await say.must(one) })
    const [first] = there
    const others = words.traits.kinds.filter(({ name, madeOf }) => madeOf === 'definition' && name !== first?.kind)

    const answer = await say.lookFor(
      ...there,
      ...there.map(({ kind, key }) => ({ kind, key: `${key}_unknown` })),
      ...others.map(({ name }) => ({ kind: name, key: first?.key ?? '' })),
    )

    const byKind = (one: { kind: string }, other: { kind: string }) => (one.kind < other.kind ? -1 : 1)
    const named = answer.map(({ kind, key, id }) => ({ kind, key, id }))
    expect(named.toSorted(byKind)).toEqual(there.toSorted(byKind))
  })
}

async function expectGrowth({ title, named, path, members, told }: Growing, { say, words }: Context): Promise<void> {
  const before = await say.definition(named)
  const { id } = before
  const whole = kindNamed(words.traits, named.kind)?.lists === 'whole'
  const there = whole ? texts(before.fields[path]) : []
  const more = say.update(before, { [path]: [...new Set([...there, ...members])] })

  expect(await say.write(more), title).toMatchObject({ outcome: 'applied', id })
  expect(await say.write(more), title).toMatchObject({ outcome: 'already', id })
  const after = texts((await say.definition(named)).fields[path])
  expect(after.toSorted(), title).toEqual([...new Set([...texts(before.fields[path]), ...members])].sort())
  for (const one of told?.by ?? []) {
    expect((await say.definition(one)).fields[told?.path ?? ''], title).toEqual(told?.value)
  }
}
