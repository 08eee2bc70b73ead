import { expect, test } from 'vitest'
import type { Item, ItemFields } from '../../src/model/item.ts'
import { idOf, type SourceCase } from './source-fixture.ts'

/** What every source promises of the items that are made of what it read. */
export function describeItems({ facts, images }: SourceCase, read: () => Promise<ItemFields[]>): void {
  const items = async (): Promise<Item[]> => facts.items(await read(), images)

  test('makes an item of each, in the same order, and tells them apart by ref and key', async () => {
    const fields = await read()
    const made = facts.items(fields, images)

    expect(made.map(({ ref }) => ref.id)).toEqual(fields.map(idOf))
    for (const { ref, key } of made) {
      expect(ref.source).toBe(facts.name)
      expect(key).toBe(facts.key(ref.shop, ref.id))
      expect(key.endsWith(ref.id)).toBe(true)
    }
    expect(new Set(made.map(({ key }) => key)).size).toBe(made.length)
  })

  test('makes the same items of them in any order', async () => {
    const fields = await read()
    const sorted = (made: Item[]) => made.toSorted((a, b) => (a.key < b.key ? -1 : 1))

    for (const other of [fields.toReversed(), [...fields.slice(2), ...fields.slice(0, 2)]]) {
      expect(sorted(facts.items(other, images))).toEqual(sorted(facts.items(fields, images)))
    }
  })

  test('says of each whether it groups, is in a group, or is on its own, as its family says', async () => {
    const made = await items()
    expect(new Set(made.map(({ role }) => role))).toEqual(new Set(['parent', 'child', 'single']))
    for (const item of made) expect([item.ref.id, item.role]).toEqual([item.ref.id, roleOf(item)])
  })

  test('names children with their parents, and parents with their children', async () => {
    const made = await items()
    const byId = new Map(made.map((item) => [item.ref.id, item]))

    for (const { ref, parents, children } of made) {
      for (const id of parents) expect(byId.get(id)?.children ?? [ref.id]).toContain(ref.id)
      for (const id of children) expect(byId.get(id)?.parents ?? [ref.id]).toContain(ref.id)
    }
  })

  test('holds parents and children in the fields that it names', async () => {
    for (const { fields, parents, children } of await items()) {
      expect(fields[facts.parents.all]).toEqual(parents)
      expect(fields[facts.children]).toEqual(children)
    }
  })

  test('knows a picture again by the file that it named, and keeps an id that is one', async () => {
    const made = await items()
    const idsOf = facts.imageIds(images)
    const pictures = made.flatMap((item) => item.images)

    expect(pictures.length).toBeGreaterThan(1)
    for (const { id, file, url } of pictures) {
      expect(idsOf(file)).toContain(id)
      expect(facts.imageId(id)).toBe(id)
      expect(new URL(url).protocol).toBe('https:')
    }
  })

  test('gives one picture of several items one id, one file and one address', async () => {
    const pictures = (await items()).flatMap((item) => item.images)
    const byId = Map.groupBy(pictures, ({ id }) => id)

    expect(Math.max(...[...byId.values()].map((same) => same.length))).toBeGreaterThan(1)
    for (const same of byId.values()) {
      expect(new Set(same.map(({ file }) => file)).size).toBe(1)
      expect(new Set(same.map(({ url }) => url)).size).toBe(1)
    }
    expect(new Set(pictures.map(({ file }) => file)).size).toBe(byId.size)
  })
}

function roleOf({ parents, children }: Item): Item['role'] {
  if (parents.length > 0) return 'child'
  return children.length > 0 ? 'parent' : 'single'
}
