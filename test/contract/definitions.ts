import { expect, test } from 'vitest'
import type { Write } from '../../src/model/target.ts'
import type { Context } from './vocabulary.ts'

export function describeDefinitions(context: () => Context): void {
  test('makes definitions once, and finds them again', async () => {
    const { say } = context()
    const id = await say.must(say.color)
    const relationship = await say.must(say.links)

    expect(await say.write(say.color)).toMatchObject({ outcome: 'already', id })
    expect(await say.write(say.links)).toMatchObject({ outcome: 'already', id: relationship })
    const { attributes, relationships } = await say.read()
    expect(attributes).toContainEqual(expect.objectContaining({ id, label: say.color.label, type: say.color.type }))
    expect(relationships).toContainEqual({ id: relationship, label: say.links.label, name: say.links.name })
  })

  test('does not take an attribute of another type for the one that is wanted', async () => {
    const { say } = context()
    await say.must(say.title)

    expect(await say.write({ ...say.title, type: say.gallery.type })).toMatchObject({ outcome: 'conflict' })
  })

  test('adds options and removes none', async () => {
    const { say } = context()
    const id = await say.must(say.color)
    const more: Write = {
      kind: 'attribute',
      action: 'update',
      id,
      label: say.color.label,
      options: ['Bomber', 'Black'],
    } as const

    expect(await say.write(more)).toMatchObject({ outcome: 'applied', id })
    expect(await say.write(more)).toMatchObject({ outcome: 'already', id })
    const attribute = (await say.read()).attributes.find((one) => one.id === id)
    expect(attribute?.options.toSorted()).toEqual(['Black', 'Bomber', 'Brown'])
  })

  test('adds attributes to a family and removes none', async () => {
    const { say, fixture } = context()
    const { id } = fixture.family
    await say.must(say.title)
    await say.must({ ...say.color, family: id })
    const more: Write = { kind: 'family', action: 'update', id, attributes: [say.title.label] }

    expect(await say.write(more)).toMatchObject({ outcome: 'applied', id })
    expect(await say.write(more)).toMatchObject({ outcome: 'already', id })
    const { family } = await say.read()
    expect(family?.attributes).toEqual(expect.arrayContaining([say.title.label, say.color.label]))
  })
}
