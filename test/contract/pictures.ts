import { expect, test } from 'vitest'
import { liveOf } from '../../src/model/live.ts'
import type { Change } from '../../src/model/target.ts'
import { imageKind, mainKind } from '../../src/model/target-kinds.ts'
import type { Context } from './speaker.ts'

/** Makes a picture of a file. */
export function pictureOf({ traits, pictures }: Context['words']): (key: string) => Change {
  const kind = imageKind(traits)?.name ?? ''
  return (key) => ({
    ...{ action: 'create', kind, key, id: null, fields: { url: pictures?.url(key) ?? '' } },
    ...{ parts: [], volatile: [], needs: {} },
  })
}

export function describePictures(context: () => Context): void {
  test('keeps galleries in order, and what stands for them all', async () => {
    const { say, words } = context()
    const { defined } = words.pictures ?? expect.fail()
    const { images } = mainKind(words.traits)
    const kind = imageKind(words.traits)?.name ?? ''
    if (defined) await say.must(defined)
    const image = pictureOf(words)
    const side = await say.must(image('72side.jpg'))
    const main = await say.must(image('71main.jpg'))

    expect(await say.write(image('71main.jpg'))).toMatchObject({ outcome: 'already', id: main })
    const shown = { [images?.gallery ?? '']: [main, side], ...(images?.main ? { [images.main]: main } : {}) }
    await say.must(say.create(words.key('b01'), shown))
    const state = await say.read()
    expect(liveOf(state, mainKind(words.traits).name)).toMatchObject([{ fields: shown }])
    expect(liveOf(state, kind).toSorted((a, b) => (a.key < b.key ? -1 : 1))).toEqual([
      { kind, key: '71main.jpg', id: main, fields: {} },
      { kind, key: '72side.jpg', id: side, fields: {} },
    ])
  })
}

export function describeConstant(context: () => Context): void {
  test('puts a new resource where all of ours belong when it is told to, and no other', async () => {
    const { say, words } = context()
    const [constant] = mainKind(words.traits).constants ?? []
    const { path } = constant ?? expect.fail()
    const id = words.constant?.id ?? expect.fail()
    const [inside, outside] = [words.key('b01'), words.key('b02')]

    await say.must(say.create(inside, { [path]: id }))
    await say.must(say.create(outside))

    const found = liveOf(await say.read(), mainKind(words.traits).name)
    expect(Object.fromEntries(found.map(({ key, fields }) => [key, fields[path]]))).toEqual({
      [inside]: id,
      [outside]: null,
    })
  })
}
