import { expect, test } from 'vitest'
import type { JsonObject } from '../../src/model/json.ts'
import type { Change } from '../../src/model/target.ts'
import { productRecord } from '../support/pim.ts'
import { changedProduct, moreOptions, newLinks } from './changes.ts'
import type { Context } from './vocabulary.ts'

/** An id that looks like any other and belongs to nothing. */
const NOBODY = '0123456789abcdef01234567'

async function refused(say: Context['say'], write: Change): Promise<void> {
  const answer = await say.write(write)
  expect(answer).toMatchObject({ outcome: 'rejected', attempts: expect.any(Number) })
  expect(answer).toMatchObject({ message: expect.stringMatching(/\S/), hint: expect.stringMatching(/\S/) })
}

export function describeAbsence(context: () => Context): void {
  test('refuses an update of a product that is not there', async () => {
    const { say } = context()

    await refused(say, changedProduct({ id: NOBODY, sku: 'AMZN-US-B09' }, { label: 'Bomber' }))
    expect(await say.look('AMZN-US-B09')).toEqual([])
  })
}

export function describeReferences(context: () => Context): void {
  test('refuses products with unknown attributes, options and assets, and makes nothing of them', async () => {
    const { say } = context()
    await say.must(say.color)
    await say.must(say.gallery)
    const bad: [JsonObject, JsonObject][] = [
      [{ contract_unknown: 'x' }, {}],
      [{ [say.color.key]: 'Pink' }, {}],
      [{ [say.gallery.key]: [NOBODY] }, {}],
      [{}, { thumbnail: NOBODY }],
      [{}, { status: 'Imaginary' }],
    ]

    for (const [attributes, more] of bad) await refused(say, say.product('AMZN-US-B01', attributes, more))

    expect(await say.look('AMZN-US-B01')).toEqual([])
  })

  test('refuses an option for an attribute that is not there', async () => {
    const { say } = context()

    await refused(say, moreOptions({ id: NOBODY, label: 'contract_unknown' }, ['x']))
  })

  test('refuses links from, to and by what is not there', async () => {
    const { say } = context()
    const sku = 'MCA0032'
    const relationship = { id: await say.must(say.links), label: say.links.key }
    const id = await say.must(say.product(sku))
    const links = { source: { id, sku }, relationship, targets: [id] }

    await refused(say, newLinks({ ...links, targets: [NOBODY] }))
    await refused(say, newLinks({ ...links, source: { id: NOBODY, sku } }))
    await refused(say, newLinks({ ...links, relationship: { id: NOBODY, label: 'contract_unknown' } }))
    expect((await say.look(sku)).map((product) => productRecord(product).links)).toEqual([{}])
  })
}
