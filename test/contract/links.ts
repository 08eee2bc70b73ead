import { expect, test } from 'vitest'
import type { Write } from '../../src/model/target.ts'
import type { Context } from './vocabulary.ts'

export function describeLinks(context: () => Context): void {
  test('adds links, keeps those that are there, and adds nothing twice', async () => {
    const { say } = context()
    const relationship = { id: await say.must(say.links), label: say.links.label }
    const id = await say.must(say.product('MCA0032'))
    const foreign = await say.must(say.product('MCA0032-W'))
    const ours = await say.must(say.product('AMZN-US-B01'))
    const link = (...targets: string[]): Write => ({ kind: 'link', action: 'link', id, relationship, targets })

    await say.must(link(foreign))
    expect(await say.write(link(ours))).toMatchObject({ outcome: 'applied', id })
    const after = await say.look('MCA0032')
    expect(await say.write(link(ours))).toMatchObject({ outcome: 'already', id })

    expect(after[0]?.links[say.links.label]?.toSorted()).toEqual([foreign, ours].toSorted())
    expect((await say.look('MCA0032'))[0]?.links).toEqual(after[0]?.links)
  })

  test('refuses more links than a source may have', async () => {
    const { say, fixture } = context()
    const relationship = { id: await say.must(say.links), label: say.links.label }
    const id = await say.must(say.product('MCA0032'))
    const targets: string[] = []
    for (let n = 0; n <= fixture.target.traits.limits.links_per_source; n++) {
      targets.push(await say.must(say.product(`AMZN-US-${n}`)))
    }

    const answer = await say.write({ kind: 'link', action: 'link', id, relationship, targets })

    expect(answer).toMatchObject({ outcome: 'rejected' })
  })
}
