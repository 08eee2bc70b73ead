import { describe, expect, it } from 'vitest'
import type { Fields } from '../../src/model/fields.ts'
import type { KindTraits } from '../../src/model/kinds.ts'
import { mainKind } from '../../src/model/target-kinds.ts'
import { assembleAdoption } from '../../src/planner/adopt/index.ts'
import { assemblePlan } from '../../src/planner/index.ts'
import type { PlanContents, PlanInput } from '../../src/planner/types.ts'
import { account, boot, ownedBoot, planInput, product, skuOf, spec, TITLE, UPC, type World } from '../support/boots.ts'

const ASIN = 'B0PRAIRIE1'
const ADDRESS = `product.${skuOf(ASIN)}`
const CODE = '036000291452'
const sand = boot(ASIN, { upc: CODE })
const other = boot('B0PRAIRIE2', { upc: '036000291469' })
const bearer = (sku: string, code = CODE) => product(sku, { label: `${sku} by hand`, attributes: { amazon_upc: code } })

const MARKS: Partial<KindTraits> = {
  named: 'label',
  marks: ({ 'attributes.amazon_upc': code }: Fields) => (typeof code === 'string' ? [`upc ${code}`] : []),
}

/** The world of boots, whose products are known by their codes as well. */
function marked(world: World, traits = MARKS): PlanInput {
  const input = planInput(world)
  const main = mainKind(input.traits)
  const kinds = input.traits.kinds.map((kind) => (kind === main ? { ...kind, ...traits } : kind))
  return { ...input, traits: { ...input.traits, kinds } }
}

const planned = (world: World, traits = MARKS): PlanContents => assemblePlan(marked(world, traits))
const adopting = (world: World): PlanContents => assembleAdoption(marked(world), { asOf: null, fromScope: null })
const ids = ({ operations }: PlanContents) => operations.map(({ id }) => id).filter((id) => id.includes(':product.'))

describe('what somebody else made', () => {
  it('is in the way of the listing that it is, and of no other', () => {
    const contents = planned({ items: [sand, other], live: account([bearer('HAND-1')]) })

    expect(ids(contents)).toEqual([`create:product.${skuOf('B0PRAIRIE2')}`])
    expect(contents.blocked).toMatchObject([
      {
        address: ADDRESS,
        code: 'exists',
        message: `The product HAND-1 (HAND-1 by hand) has the same upc ${CODE}, and was not made from here.`,
        hint: `Take it over with "sync adopt", or put "${ASIN}: { ignore: true }" in specs/overrides.`,
      },
    ])
  })

  it('is no reason where a baseline says whose it is, or the key is of our form', () => {
    const theirs = ownedBoot('B0PRAIRIE9', bearer('x'), { scope: 'theirs' })
    const renamed = { ...ownedBoot('B0PRAIRIE8', bearer('x'), { item: 'elsewhere' }), sku: 'RENAMED' }
    const ours = { ...bearer(skuOf('B0PRAIRIE7')) }

    for (const one of [theirs, renamed, ours])
      expect(ids(planned({ items: [sand], live: account([one]) }))).toEqual([`create:${ADDRESS}`])
  })

  it('is said after what is known better', () => {
    const live = account([bearer('HAND-1')])

    const deleted = planned({ items: [sand], live, memory: { created: new Set([skuOf(ASIN)]) } })
    const unread = planned({ items: [sand], live: { ...live, complete: false } })
    const unwanted = planned({ items: [sand], live, selection: { only: ['images'] } })

    expect([deleted, unread, unwanted].map(({ blocked }) => blocked.map(({ code }) => code))).toEqual([
      ['deleted'],
      ['partial-export'],
      [],
    ])
    expect([unread, deleted].map((contents) => ids(contents))).toEqual([[], []])
  })

  it('keeps its place in a canary, so that others come up', () => {
    const contents = planned({ items: [sand, other], live: account([bearer('HAND-1')]), selection: { limit: 1 } })

    expect(ids(contents)).toEqual([`create:product.${skuOf('B0PRAIRIE2')}`])
  })

  it('counts no default, since nothing is made', () => {
    const specs = [TITLE, UPC, spec('amazon_color', { from: 'color', default: 'Any' })]
    const world = { items: [sand, other], live: account([bearer('HAND-1')]), specs }
    const quality = { rules: [], max_invalid_percent: 5 }

    const { quality: found } = assemblePlan({ ...marked(world), quality })

    expect(found?.defaults).toEqual({ amazon_color: 1 })
  })

  it('is named up to ten times, in the order of the account', () => {
    const many = Array.from({ length: 12 }, (_, n) => bearer(`HAND-${String(n).padStart(2, '0')}`))

    const { ambiguous, blocked, matches } = planned({ items: [sand], live: account(many) })

    expect(blocked).toEqual([])
    expect(ambiguous).toMatchObject([{ address: ADDRESS, code: 'several-alike', more: 2 }])
    expect(ambiguous[0]?.candidates.at(-1)).toEqual({ sku: 'HAND-09', method: 'upc', value: CODE })
    expect(matches.ambiguous).toBe(0)
  })
})

describe('adopting what somebody else made', () => {
  it('gives it our key, with what its baseline needs, and nothing where two could be meant', () => {
    const contents = adopting({ items: [sand, other], live: account([bearer('HAND-1')]) })

    expect(ids(contents)).toEqual([`adopt:${ADDRESS}`])
    const [adopt] = contents.operations.filter(({ action }) => action === 'adopt')
    expect(adopt).toMatchObject({
      before: { sku: null },
      after: { sku: skuOf(ASIN) },
      provenance: { '/sku': { source: 'policy' } },
      baseline: { prints: { 'attributes.amazon_upc': expect.any(String) } },
    })
    expect(contents.population).toMatchObject({ owned: 0 })
    expect(ids(adopting({ items: [sand], live: account([bearer('HAND-1'), bearer('HAND-2')]) }))).toEqual([])
  })

  it('is narrowed as all adopting is, and then says nothing of what stays as it is', () => {
    const live = account([bearer('HAND-1'), bearer('HAND-2', '036000291469')])
    const selection = { addresses: [ADDRESS] }

    const contents = adopting({ items: [sand, other], live, selection })

    expect(ids(contents)).toEqual([`adopt:${ADDRESS}`])
    expect(contents.conflicts).toEqual([])
    expect(contents.left_out).toMatchObject({ operations: 1 })
  })
})

describe('a resource that is refused as a whole', () => {
  const refusing = (refuses: NonNullable<KindTraits['refuses']>): Partial<KindTraits> => ({ refuses })
  const REFUSED = { code: 'limit', message: 'No boot is sand.' }

  it('is refused as it would be: new ones by their fields, others by all that they hold', () => {
    const asked: Fields[] = []
    const traits = refusing((fields) => {
      asked.push(fields)
      return { why: 'No boot is sand.' }
    })
    const live = ownedBoot(ASIN, { label: 'Kept', attributes: { amazon_upc: CODE } }, { values: {} })

    const contents = planned({ items: [sand, other], live: account([live]) }, traits)

    expect(ids(contents)).toEqual([])
    expect(contents.blocked.map(({ id, code, message }) => ({ id, code, message }))).toEqual([
      { id: `update:${ADDRESS}`, ...REFUSED },
      { id: `create:product.${skuOf('B0PRAIRIE2')}`, ...REFUSED },
    ])
    expect(asked).toHaveLength(2)
    expect(asked).toContainEqual(expect.objectContaining({ label: 'Kept', 'attributes.amazon_title': `Boot ${ASIN}` }))
  })

  it('is not asked about where nothing changes', () => {
    const values = { 'attributes.amazon_title': `Boot ${ASIN}`, 'attributes.amazon_upc': CODE }
    const attributes = { amazon_title: `Boot ${ASIN}`, amazon_upc: CODE }
    const live = ownedBoot(ASIN, { attributes }, { values })
    const traits = refusing(() => expect.fail('It is asked about.'))

    expect(planned({ items: [sand], live: account([live]) }, traits).blocked).toEqual([])
  })
})
