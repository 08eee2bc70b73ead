import { describe, expect, it, test } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import type { PlytixSimOptions } from '../../../src/sandbox/plytix/options.ts'
import { changedProduct, newProduct } from '../../contract/changes.ts'
import { createWorld, familyId } from './world.ts'

const SKU = 'AMZN-US-B0PLUM0001'
const BASELINE = `{"account":"65a1","fields":{${'"label":"0a1b2c3d",'.repeat(20)}"status":"01234567"},"~":"89abcdef"}`

function plum(attributes: JsonObject = {}, more: JsonObject = {}) {
  const all = { amazon_title: 'Plums', amazon_sync_baseline: BASELINE, ...attributes }
  return newProduct(SKU, { label: 'Plum', ...more, attributes: all })
}

const cutting = (most: number, more: PlytixSimOptions = {}) =>
  createWorld({ sim: { cutTexts: { amazon_sync_baseline: most }, ...more } })

describe('an account that cuts the baseline', () => {
  it('is told from others by the answer to a create, which says how much came back of how much', async () => {
    const world = await cutting(40)

    const answer = await world.write(plum())

    expect(answer).toMatchObject({ outcome: 'rejected', code: 'baseline-cut', written: world.id(SKU) })
    expect(answer).toHaveProperty(
      'message',
      `Plytix wrote ${SKU}, but keeps only 40 of the ${BASELINE.length} characters of amazon_sync_baseline, which tells what was last written. Its values are as planned.`,
    )
    expect(answer).toHaveProperty('hint', expect.stringContaining('policy.baseline: local in sync.yaml'))
    expect(world.sim.store.product(SKU)).toMatchObject({ label: 'Plum', attributes: { amazon_title: 'Plums' } })
  })

  it('is told by the answer to an update as well', async () => {
    const world = await cutting(40)
    const id = world.id('AMZN-US-B0PEAR0001')
    const fields = { attributes: { amazon_title: 'Pears', amazon_sync_baseline: BASELINE } }

    const answer = await world.write(changedProduct({ id, sku: 'AMZN-US-B0PEAR0001' }, fields))

    expect(answer).toMatchObject({ outcome: 'rejected', code: 'baseline-cut', written: id })
    expect(world.sim.store.product('AMZN-US-B0PEAR0001')?.attributes.amazon_title).toBe('Pears')
  })

  it('may keep nothing of it', async () => {
    const world = await cutting(0)

    expect(await world.write(plum())).toMatchObject({
      code: 'baseline-cut',
      message: expect.stringContaining(`keeps none of the ${BASELINE.length} characters`),
    })
  })

  it('may cut other texts too, which are named', async () => {
    const world = await createWorld({ sim: { cutTexts: { amazon_sync_baseline: 40, amazon_title: 3 } } })

    expect(await world.write(plum())).toMatchObject({
      code: 'baseline-cut',
      message: expect.stringContaining('It also lacks what was sent in attributes.amazon_title.'),
    })
  })

  it('is found out although the answer of the first attempt was lost', async () => {
    const faults = [{ effect: 'reset-after' as const, method: 'PATCH', nth: 1 }]
    const world = await cutting(40, { faults })
    const id = world.id('AMZN-US-B0PEAR0001')
    const fields = { attributes: { amazon_sync_baseline: BASELINE } }

    const answer = await world.write(changedProduct({ id, sku: 'AMZN-US-B0PEAR0001' }, fields))

    expect(answer).toMatchObject({ code: 'baseline-cut', written: id })
  })

  it('is taken for none when it only cuts what is longer', async () => {
    const world = await cutting(BASELINE.length)

    expect(await world.write(plum())).toMatchObject({ outcome: 'applied' })
  })
})

test('a product that loses values and its whole baseline to its family is a failure of its own', async () => {
  const world = await createWorld({ sim: { familyDropsOutside: true } })

  const answer = await world.write(plum({ amazon_organic: true }, { family: await familyId(world) }))

  expect(answer).toMatchObject({ outcome: 'rejected', code: 'not-stored' })
})
