import { expect, test } from 'vitest'
import { type LiveState, liveOf } from '../../src/model/live.ts'
import { largerFamily, moreOptions } from './changes.ts'
import type { Context } from './vocabulary.ts'

const listIn = (state: LiveState, [kind, id]: [kind: string, id: string], path: string): string[] =>
  liveOf(state, kind).find((one) => one.id === id)?.fields[path] as string[]

export function describeDefinitions(context: () => Context): void {
  test('makes definitions once, and finds them again', async () => {
    const { say } = context()
    const id = await say.must(say.color)
    const relationship = await say.must(say.links)

    expect(await say.write(say.color)).toMatchObject({ outcome: 'already', id })
    expect(await say.write(say.links)).toMatchObject({ outcome: 'already', id: relationship })
    const state = await say.read()
    const { key, fields } = say.color
    expect(liveOf(state, 'attribute').find((one) => one.id === id)).toMatchObject({
      kind: 'attribute',
      key,
      fields: { name: fields.name, type: fields.type },
    })
    expect(liveOf(state, 'relationship')).toContainEqual({
      kind: 'relationship',
      key: say.links.key,
      id: relationship,
      fields: { name: say.links.fields.name },
    })
  })

  test('does not take an attribute of another type for the one that is wanted', async () => {
    const { say } = context()
    await say.must(say.title)
    const { title, gallery } = say

    const other = { ...title, fields: { ...title.fields, type: gallery.fields.type ?? null } }

    expect(await say.write(other)).toMatchObject({ outcome: 'conflict' })
  })

  test('adds options and removes none', async () => {
    const { say } = context()
    const id = await say.must(say.color)
    const more = moreOptions({ id, label: say.color.key }, ['Bomber', 'Black'])

    expect(await say.write(more)).toMatchObject({ outcome: 'applied', id })
    expect(await say.write(more)).toMatchObject({ outcome: 'already', id })
    const options = listIn(await say.read(), ['attribute', id], 'options')
    expect(options.toSorted()).toEqual(['Black', 'Bomber', 'Brown'])
  })

  test('adds attributes to a family and removes none', async () => {
    const { say, fixture } = context()
    const { id } = fixture.family
    await say.must(say.title)
    await say.must({ ...say.color, fields: { ...say.color.fields, family: id } })
    const more = largerFamily(fixture.family, [say.title.key])

    expect(await say.write(more)).toMatchObject({ outcome: 'applied', id })
    expect(await say.write(more)).toMatchObject({ outcome: 'already', id })
    const state = await say.read()
    const members = listIn(state, ['family', id], 'attributes')
    expect(members).toEqual(expect.arrayContaining([say.title.key, say.color.key]))
    for (const { key } of [say.title, say.color]) {
      expect(liveOf(state, 'attribute').find((one) => one.key === key)?.fields.family).toBe(fixture.family.name)
    }
  })

  test('looks definitions up by their keys, and leaves out what is not there', async () => {
    const { say, fixture } = context()
    const [color, links] = [await say.must(say.color), await say.must(say.links)]

    const found = await say.lookFor(
      { kind: 'attribute', key: say.color.key },
      { kind: 'relationship', key: say.links.key },
      { kind: 'family', key: fixture.family.name },
      { kind: 'attribute', key: say.title.key },
      { kind: 'relationship', key: say.color.key },
    )

    const named = found.map(({ kind, key, id }) => ({ kind, key, id }))
    expect(named.toSorted((one, other) => (one.kind < other.kind ? -1 : 1))).toEqual([
      { kind: 'attribute', key: say.color.key, id: color },
      { kind: 'family', key: fixture.family.name, id: fixture.family.id },
      { kind: 'relationship', key: say.links.key, id: links },
    ])
  })
}
