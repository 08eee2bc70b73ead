import { expect, test } from 'vitest'
import { texts } from '../../src/model/fields.ts'
import type { LiveResource } from '../../src/model/live.ts'
import type { Context } from './speaker.ts'

/** Where the members of the series stand. */
function ownerOf(source: string, { words }: Pick<Context, 'words'>) {
  const kind = words.traits.kinds.find(({ owner }) => owner !== undefined) ?? expect.fail()
  const owner = kind.owner?.(`${words.relations?.defined.key}.${source}`) ?? expect.fail()
  return { kind, owner }
}

/** The members of the series that a resource has. */
export function linkedBy(source: LiveResource, context: Pick<Context, 'words'>): string[] {
  return texts(source.fields[ownerOf(source.key, context).owner.path]).toSorted()
}

/** A resource that links may begin at, and the relation that it takes. */
export async function sourceIn({ say, words }: Context) {
  const { foreign: key, defined } = words.relations ?? expect.fail()
  const definition = { key: defined.key, id: await say.must(defined) }
  return { key, id: await say.must(say.create(key)), definition }
}

export function describeLinks(context: () => Context): void {
  test('adds links, keeps those that are there, and adds nothing twice', async () => {
    const here = context()
    const { say, words } = here
    const { key, id, definition } = await sourceIn(here)
    const other = await say.must(say.create(`${key}-W`))
    const ours = await say.must(say.create(words.key('b01')))
    const link = (...targets: string[]) => say.link({ key, id }, targets, definition)

    await say.must(await link(other))
    expect(await say.write(await link(ours))).toMatchObject({ outcome: 'applied', id })
    const after = await say.one(key)
    expect(await say.write(await link(ours))).toMatchObject({ outcome: 'already', id })

    expect(linkedBy(after, here)).toEqual([other, ours].toSorted())
    expect(linkedBy(await say.one(key), here)).toEqual(linkedBy(after, here))
  })

  test('refuses more links than a source may have', async () => {
    const here = context()
    const { say, words } = here
    const { key, id, definition } = await sourceIn(here)
    const { kind, owner } = ownerOf(key, here)
    const most = kind.field(owner.path).most ?? expect.fail('there is no limit')
    const targets: string[] = []
    for (let n = 0; n <= most; n++) targets.push(await say.must(say.create(words.key(String(1000 + n)))))

    const answer = await say.write(await say.link({ key, id }, targets, definition))

    expect(answer).toMatchObject({ outcome: 'rejected' })
  })
}
