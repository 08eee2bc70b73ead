import { expect, test } from 'vitest'
import type { LiveResource } from '../../src/model/live.ts'
import { linksPath } from '../../src/providers/plytix/paths.ts'
import { productRecord } from '../support/pim.ts'
import { newLinks } from './changes.ts'
import type { Context } from './vocabulary.ts'

const SKU = 'MCA0032'

/** All the links of the only product among those. */
const linksOf = ([product]: LiveResource[]) => product && productRecord(product).links

export function describeLinks(context: () => Context): void {
  test('adds links, keeps those that are there, and adds nothing twice', async () => {
    const { say } = context()
    const relationship = { id: await say.must(say.links), label: say.links.key }
    const id = await say.must(say.product(SKU))
    const foreign = await say.must(say.product('MCA0032-W'))
    const ours = await say.must(say.product('AMZN-US-B01'))
    const link = (...targets: string[]) => newLinks({ source: { id, sku: SKU }, relationship, targets })

    await say.must(link(foreign))
    expect(await say.write(link(ours))).toMatchObject({ outcome: 'applied', id })
    const after = linksOf(await say.look(SKU))
    expect(await say.write(link(ours))).toMatchObject({ outcome: 'already', id })

    expect(after?.[relationship.label]?.toSorted()).toEqual([foreign, ours].toSorted())
    expect(linksOf(await say.look(SKU))).toEqual(after)
  })

  test('refuses more links than a source may have', async () => {
    const { say } = context()
    const relationship = { id: await say.must(say.links), label: say.links.key }
    const id = await say.must(say.product(SKU))
    const most = say.kind('link').field(linksPath(relationship.label)).most ?? expect.fail('there is no limit')
    const targets: string[] = []
    for (let n = 0; n <= most; n++) {
      targets.push(await say.must(say.product(`AMZN-US-${n}`)))
    }

    const answer = await say.write(newLinks({ source: { id, sku: SKU }, relationship, targets }))

    expect(answer).toMatchObject({ outcome: 'rejected' })
  })
}
