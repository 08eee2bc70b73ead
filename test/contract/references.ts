import { expect, test } from 'vitest'
import type { JsonObject } from '../../src/model/json.ts'
import type { Write } from '../../src/model/target.ts'
import type { Context, Of } from './vocabulary.ts'

/** An id that looks like any other and belongs to nothing. */
const NOBODY = '0123456789abcdef01234567'

export function describeReferences(context: () => Context): void {
  const refused = async (say: Context['say'], write: Write): Promise<void> => {
    const answer = await say.write(write)
    expect(answer).toMatchObject({ outcome: 'rejected', attempts: expect.any(Number) })
    expect(answer).toMatchObject({ message: expect.stringMatching(/\S/), hint: expect.stringMatching(/\S/) })
  }

  test('refuses products with unknown attributes, options and assets, and makes nothing of them', async () => {
    const { say } = context()
    await say.must(say.color)
    await say.must(say.gallery)
    const bad: [JsonObject, JsonObject][] = [
      [{ contract_unknown: 'x' }, {}],
      [{ [say.color.label]: 'Pink' }, {}],
      [{ [say.gallery.label]: [NOBODY] }, {}],
      [{}, { thumbnail: NOBODY }],
      [{}, { status: 'Imaginary' }],
    ]

    for (const [attributes, more] of bad) await refused(say, say.product('AMZN-US-B01', attributes, more))

    expect(await say.look('AMZN-US-B01')).toEqual([])
  })

  test('refuses an update of a product and an option for an attribute that are not there', async () => {
    const { say } = context()
    const fields = { label: 'Bomber', attributes: {} }

    await refused(say, { kind: 'product', action: 'update', id: NOBODY, sku: 'AMZN-US-B09', fields })
    await refused(say, { kind: 'attribute', action: 'update', id: NOBODY, label: 'contract_unknown', options: ['x'] })
  })

  test('refuses links from, to and by what is not there', async () => {
    const { say } = context()
    const relationship = { id: await say.must(say.links), label: say.links.label }
    const id = await say.must(say.product('MCA0032'))
    const link: Of<'link', 'link'> = { kind: 'link', action: 'link', id, relationship, targets: [id] }

    await refused(say, { ...link, targets: [NOBODY] })
    await refused(say, { ...link, id: NOBODY })
    await refused(say, { ...link, relationship: { id: NOBODY, label: 'contract_unknown' } })
    expect((await say.look('MCA0032'))[0]?.links[say.links.label] ?? []).toEqual([])
  })
}
