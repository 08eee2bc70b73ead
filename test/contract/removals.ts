import { expect, test } from 'vitest'
import type { TargetTraits } from '../../src/model/target.ts'
import { imageKind, mainKind } from '../../src/model/target-kinds.ts'
import { linkedBy, sourceIn } from './links.ts'
import { pictureOf } from './pictures.ts'
import type { Context } from './speaker.ts'

/** What a target can take away, as far as its traits say that it can. */
export function describeRemovals(traits: TargetTraits, context: () => Context): void {
  const relation = traits.kinds.find(({ owner }) => owner !== undefined)
  if (mainKind(traits).verbs.remove !== undefined) describeDeletes(context)
  if (imageKind(traits)?.verbs.remove !== undefined) describePictureDeletes(context)
  if (relation?.verbs.remove !== undefined) describeUnlinks(context)
}

function describeDeletes(context: () => Context): void {
  test('deletes a resource, and takes one that is gone for deleted', async () => {
    const { say, words } = context()
    const [key, other] = [words.key('b01'), words.key('b02')]
    const id = await say.must(say.create(key))
    await say.must(say.create(other))
    const live = await say.one(key)

    expect(await say.write(say.remove(live))).toMatchObject({ outcome: 'applied', id })
    expect(await say.look(key, other)).toMatchObject([{ key: other }])
    expect(await say.write(say.remove(live))).toMatchObject({ outcome: 'already', id })
    expect(await say.write(say.remove({ ...live, id: words.nobody }))).toMatchObject({ outcome: 'already' })
    expect(await say.must(say.create(key))).toBeDefined()
  })

  test('leaves a resource that holds what nobody has looked at, unless it has revisions, and deletes one that was looked at as a whole', async () => {
    const { say, words } = context()
    const { text } = words
    await say.define(text)
    const key = words.key('b01')
    await say.must(say.create(key, { [text.path]: text.one }))
    const live = await say.one(key)
    const paths = Object.keys(live.fields)

    const partly = { ...say.remove(live), looked: paths.filter((path) => path !== text.path) }
    if (live.revision === undefined) {
      expect(await say.write(partly)).toMatchObject({ outcome: 'conflict' })
      expect(await say.look(key)).toEqual([live])
    }
    expect(await say.write({ ...say.remove(live), looked: paths })).toMatchObject({ outcome: 'applied' })
  })

  test('leaves a resource that nobody has looked at right before, and one that was written since', async () => {
    const { say, words } = context()
    const { text } = words
    await say.define(text)
    const key = words.key('b01')
    await say.must(say.create(key, { [text.path]: text.one }))
    const before = await say.one(key)

    expect(await say.write({ ...say.remove(before), unseen: true })).toMatchObject({ outcome: 'conflict' })
    await say.must(say.update(before, { [text.path]: text.other }))
    if (before.revision !== undefined)
      expect(await say.write(say.remove(before))).toMatchObject({ outcome: 'outdated' })
    expect((await say.one(key)).fields[text.path]).toEqual(text.other)
  })
}

function describePictureDeletes(context: () => Context): void {
  test('deletes a picture that nothing shows, and none that something shows', async () => {
    const { say, words } = context()
    const { defined } = words.pictures ?? expect.fail()
    if (defined) await say.must(defined)
    const [used, free] = ['71used.jpg', '71free.jpg']
    const upload = pictureOf(words)
    const id = await say.must(upload(used))
    await say.must(say.create(words.key('b01'), { [mainKind(words.traits).images?.gallery ?? '']: [id] }))
    const spare = await say.must(upload(free))
    const deletion = (key: string, of: string) => ({ ...upload(key), action: 'delete' as const, id: of, fields: {} })

    expect(await say.write(deletion(used, id))).toMatchObject({ outcome: 'conflict' })
    expect(await say.write(deletion(used, spare))).toMatchObject({ outcome: 'conflict' })
    expect(await say.write(deletion(free, spare))).toMatchObject({ outcome: 'applied', id: spare })
    expect(await say.write(deletion(free, spare))).toMatchObject({ outcome: 'already' })
    expect(await say.write(upload(used))).toMatchObject({ outcome: 'already', id })
    expect(await say.write(upload(free))).toMatchObject({ outcome: 'applied' })
  })
}

function describeUnlinks(context: () => Context): void {
  test('removes the links that it is told of, and leaves the others', async () => {
    const here = context()
    const { say, words } = here
    const { key, id, definition } = await sourceIn(here)
    const other = await say.must(say.create(`${key}-W`))
    const ours = await say.must(say.create(words.key('b01')))
    const source = { key, id }
    await say.must(await say.link(source, [ours, other], definition))

    expect(await say.write(await say.unlink(source, [ours], definition))).toMatchObject({ outcome: 'applied', id })
    expect(linkedBy(await say.one(key), here)).toEqual([other])
    expect(await say.write(await say.link(source, [ours], definition))).toMatchObject({ outcome: 'applied' })
    expect(linkedBy(await say.one(key), here)).toEqual([ours, other].toSorted())
  })

  test('deletes a resource with every link that leads to it', async () => {
    const here = context()
    const { say, words } = here
    const { key, id, definition } = await sourceIn(here)
    const ours = await say.must(say.create(words.key('b01')))
    await say.must(await say.link({ key, id }, [ours], definition))

    await say.must(say.remove(await say.one(words.key('b01'))))

    expect(linkedBy(await say.one(key), here)).toEqual([])
  })
}
