import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { QualityRule, QualitySpec } from '../../src/model/quality.ts'
import { assemblePlan } from '../../src/planner/index.ts'
import type { PlanContents } from '../../src/planner/types.ts'
import type { CatalogueItem } from '../../src/providers/amazon/catalogue-item.ts'
import { account, boot, ownedBoot, planInput, skuOf, spec, type World } from '../support/boots.ts'

const HERE = { file: 'specs/quality.yaml', line: 3, column: 5 }

function rule(more: Partial<QualityRule>): QualityRule {
  return { id: 'rule', field: 'item_name', check: 'required', severity: 'reject', on: 'items', position: HERE, ...more }
}

const NAMED = rule({ id: 'named' })

function judged(world: World, rules: QualityRule[], more: Partial<QualitySpec> = {}): PlanContents {
  return assemblePlan({ ...planInput(world), quality: { rules, max_invalid_percent: 20, ...more } })
}

const boots = (count: number, change: (number: number) => Partial<CatalogueItem> = () => ({})) =>
  Array.from({ length: count }, (_, at) => boot(`B0PRAIRIE${String(at).padStart(1, '0')}`, change(at)))

const created = ({ operations }: PlanContents) =>
  operations.filter(({ action, kind }) => action === 'create' && kind === 'product').map(({ key }) => key)

describe('an item that breaks a rule of severity reject', () => {
  const items = boots(10, (at) => (at === 3 ? { item_name: null } : {}))
  const contents = judged({ items, live: account([]) }, [NAMED])

  it('is not planned, and the others are', () => {
    expect(created(contents)).toHaveLength(9)
    expect(created(contents)).not.toContain(skuOf('B0PRAIRIE3'))
  })

  it('is listed at the address of what it would become, with where its value stands', () => {
    expect(contents.rejected).toEqual([
      {
        address: `product.${skuOf('B0PRAIRIE3')}`,
        item: 'US/B0PRAIRIE3',
        rule: 'named',
        path: 'summaries[0].itemName',
        value: null,
        message: 'item_name is missing.',
      },
    ])
    expect(contents.quality).toMatchObject({ items: 10, valid: 9, rejected: 1, rate: 90 })
    expect(contents.guards).toEqual([])
  })

  it('stays as it is where it was made before, and is not gone', () => {
    const values = { 'attributes.amazon_title': 'Boot' }
    const live = account([ownedBoot('B0PRAIRIE3', { attributes: { amazon_title: 'Boot' } }, { values })])
    const { operations, gone, blocked, stale, drift, summary } = judged({ items, live }, [NAMED])

    expect(operations.filter(({ key }) => key === skuOf('B0PRAIRIE3'))).toEqual([])
    expect({ gone, blocked, stale, drift }).toEqual({ gone: [], blocked: [], stale: [], drift: [] })
    expect(summary.unchanged).toBe(0)
  })

  it('names the further rules that reject it, in the order of the file', () => {
    const rules = [NAMED, rule({ id: 'sku', field: 'sku' }), rule({ id: 'branded', field: 'brand' })]
    const { rejected } = judged({ items: [boot('B0PRAIRIE1', { item_name: '  ' })], live: account([]) }, rules)
    expect(rejected).toMatchObject([{ rule: 'named', also: ['sku'] }])
  })
})

describe('the group of a rejected parent', () => {
  const family = [
    boot('B0PARENT01', {
      item_name: null,
      item_classification: 'VARIATION_PARENT',
      child_asins: ['B0PRAIRIE1', 'B0PRAIRIE2'],
    }),
    boot('B0PRAIRIE1', { parent_asins: ['B0PARENT01'] }),
    boot('B0PRAIRIE2', { parent_asins: ['B0PARENT01'] }),
    boot('B0PRAIRIE3'),
  ]

  it('is rejected with it', () => {
    const contents = judged({ items: family, live: account([]) }, [rule({ id: 'named', on: 'parents' })])

    expect(created(contents)).toEqual([skuOf('B0PRAIRIE3')])
    expect(contents.rejected?.map(({ item, rule: id }) => [item, id])).toEqual([
      ['US/B0PARENT01', 'named'],
      ['US/B0PRAIRIE1', 'named'],
      ['US/B0PRAIRIE2', 'named'],
    ])
    expect(contents.rejected?.[1]?.message).toBe('Its parent US/B0PARENT01 is rejected: item_name is missing.')
    expect(contents.blocked).toEqual([])
    expect(contents.operations.filter(({ kind }) => kind === 'link')).toEqual([])
  })

  it('is not looked at by rules of items, and parents are not either', () => {
    const contents = judged({ items: family, live: account([]) }, [NAMED])
    expect(contents.rejected).toEqual([])
  })

  it('keeps the links that it has to rejected children', () => {
    const parent = boot('B0PARENT01', { item_classification: 'VARIATION_PARENT', child_asins: ['B0PRAIRIE1'] })
    const child = boot('B0PRAIRIE1', { parent_asins: ['B0PARENT01'], item_name: null })
    const owned = ownedBoot('B0PRAIRIE1', {}, { links: { hierarchy: [skuOf('B0PARENT01')] } })
    const whole = ownedBoot('B0PARENT01', { links: { amazon_hierarchy: [owned.id] } })
    const contents = judged({ items: [parent, child], live: account([whole, owned]) }, [NAMED])

    expect(contents.rejected).toHaveLength(1)
    expect(contents).toMatchObject({ stale: [], blocked: [] })
    expect(contents.operations.filter(({ action }) => action === 'unlink')).toEqual([])
  })
})

describe('too many rejected items', () => {
  const items = boots(10, (at) => (at < 3 ? { item_name: null } : {}))

  it('hold the plan back, and it is shown all the same', () => {
    const contents = judged({ items, live: account([]) }, [NAMED])
    expect(created(contents)).toHaveLength(7)
    expect(contents.guards).toMatchObject([
      {
        code: 'quality-threshold',
        allowed: false,
        message: 'specs/quality.yaml rejects 3 of 10 items (30 %; policy.max_invalid_percent is 20).',
      },
    ])
  })

  it('are more than the policy allows only above it', () => {
    expect(judged({ items, live: account([]) }, [NAMED], { max_invalid_percent: 30 }).guards).toEqual([])
  })

  it('can be allowed, and stay out of the plan', () => {
    const contents = judged({ items, live: account([]), allow: new Set(['quality-threshold']) }, [NAMED])
    expect(contents.guards).toMatchObject([{ code: 'quality-threshold', allowed: true }])
    expect(created(contents)).toHaveLength(7)
  })
})

describe('a rule of another severity', () => {
  const items = boots(10, (at) => (at === 3 ? { item_name: null } : {}))

  it('only counts, and names the first few', () => {
    const contents = judged({ items, live: account([]) }, [{ ...NAMED, severity: 'warn' }])
    expect(created(contents)).toHaveLength(10)
    expect(contents).toMatchObject({ rejected: [], guards: [], quality: { valid: 10, rejected: 0 } })
    expect(contents.quality?.rules).toEqual([
      {
        id: 'named',
        field: 'item_name',
        severity: 'warn',
        count: 1,
        samples: [{ address: `product.${skuOf('B0PRAIRIE3')}`, value: null }],
      },
    ])
  })

  it('holds the plan back at the first hit, and nothing lifts that', () => {
    const allow = new Set(['quality-threshold' as const])
    const contents = judged({ items, live: account([]), allow }, [{ ...NAMED, severity: 'fail' }])
    expect(contents.guards).toMatchObject([{ code: 'quality-fail', allowed: false }])
    expect(contents.rejected).toHaveLength(1)
  })
})

describe('a check', () => {
  const hits = (item: Partial<CatalogueItem>, more: Partial<QualityRule>) =>
    judged({ items: [boot('B0PRAIRIE1', item)], live: account([]) }, [rule(more)]).rejected?.map(
      ({ message }) => message,
    )

  test.each<[Partial<QualityRule>, Partial<CatalogueItem>, string[]]>([
    [{ check: 'required', field: 'bullet_points' }, { bullet_points: [] }, ['bullet_points is missing.']],
    [{ check: 'required' }, { item_name: ' ' }, ['item_name is missing.']],
    [{ check: 'pattern', matches: '^Boot' }, {}, []],
    [{ check: 'pattern', matches: '^Shoe' }, { item_name: 'Boot' }, ['item_name ("Boot") does not match ^Shoe.']],
    [{ check: 'pattern', matches: 'x', field: 'color' }, { color: null }, []],
    [{ check: 'one_of', values: ['S', 'M'], field: 'size' }, { size: 'M' }, []],
    [{ check: 'one_of', values: ['S', 'M'], field: 'size' }, { size: 'L' }, ['size ("L") is not one of S, M.']],
    [{ check: 'length', max: '3' }, { item_name: 'Boot' }, ['item_name ("Boot") has 4 characters, of at most 3.']],
    [{ check: 'length', min: '1', max: '4' }, { item_name: '👢👢👢👢' }, []],
    [
      { check: 'length', min: '2', field: 'bullet_points' },
      { bullet_points: ['a'] },
      ['bullet_points (["a"]) has 1 entry, of at least 2.'],
    ],
    [{ check: 'range', min: '0.01', field: 'size' }, { size: '0.01' }, []],
    [{ check: 'range', min: '0.01', field: 'size' }, { size: '0.009' }, ['size ("0.009") is below 0.01.']],
    [{ check: 'range', max: '10', field: 'size' }, { size: '1e1' }, ['size ("1e1") is not a decimal.']],
    [
      { check: 'range', max: '10', field: 'size' },
      { size: '10.0000000000000000001' },
      ['size ("10.0000000000000000001") is above 10.'],
    ],
    [{ check: 'money', field: 'size' }, { size: '150000' }, []],
    [{ check: 'money', field: 'size', currency: 'IDR' }, { size: 'N/A' }, ['size ("N/A") is no amount in IDR.']],
    [{ check: 'money', field: 'size', currency: 'IDR' }, { size: '0' }, ['size ("0") is 0, which is no price.']],
    [{ check: 'money', field: 'size', currency: 'IDR' }, { size: '' }, ['size ("") is no amount in IDR.']],
    [{ check: 'money', field: 'size', currency: 'IDR' }, { size: null }, []],
    [{ check: 'https_url', field: 'url' }, { url: 'https://example.com/a' }, []],
    [
      { check: 'https_url', field: 'url' },
      { url: 'http://example.com/a' },
      ['url ("http://example.com/a") is no https address.'],
    ],
    [{ check: 'gtin', field: 'upc' }, { upc: '884882325297' }, []],
    [{ check: 'gtin', field: 'upc' }, { upc: '884882325298' }, ['upc ("884882325298") has a wrong check digit.']],
    [{ check: 'gtin', field: 'upc' }, { upc: 'none' }, ['upc ("none") is no GTIN, EAN or UPC.']],
    [{ check: 'expression', field: null, expression: 'color != size' }, { color: 'a', size: 'b' }, []],
    [
      { check: 'expression', field: null, expression: 'color != size' },
      { color: 'a', size: 'a' },
      ['The item does not fulfil color != size.'],
    ],
  ])('of %j finds in %j %j', (more, item, messages) => {
    expect(hits(item, more)).toEqual(messages)
  })

  it('of uniqueness finds all bearers of a value', () => {
    const items = boots(4, (at) => ({ sku: at === 1 ? 'B' : at === 3 ? null : ' A' }))
    const { rejected } = judged({ items, live: account([]) }, [rule({ check: 'unique', field: 'sku' })])
    expect(rejected?.map(({ item, message }) => [item, message])).toEqual([
      ['US/B0PRAIRIE0', 'sku (" A") stands on 2 items of US.'],
      ['US/B0PRAIRIE2', 'sku (" A") stands on 2 items of US.'],
    ])
  })
})

describe('what a plan says of quality', () => {
  it('is nothing at all where nothing says what items must hold', () => {
    const contents = assemblePlan(planInput({ items: boots(2), live: account([]) }))
    expect(contents).not.toHaveProperty('quality')
    expect(contents).not.toHaveProperty('rejected')
  })

  it('counts by field where defaults stand in, even without a rule', () => {
    const specs = [spec('amazon_note', { from: 'style', default: 'None' })]
    const items = boots(3, (at) => (at === 0 ? { style: 'Chelsea' } : {}))
    const live = account([ownedBoot('B0PRAIRIE2', { attributes: { amazon_note: 'Other' } })])
    const contents = assemblePlan(planInput({ items, live, specs }))
    expect(contents.quality).toMatchObject({ items: 3, valid: 3, defaults: { amazon_note: 1 } })
  })

  it('names the fields of the source that rules read, leave and read in vain', () => {
    const specs = [
      spec('amazon_title', { from: 'item_name' }),
      spec('amazon_size', { from: 'size', others: ["join(', ', [color, style])"] }),
    ]
    const items = boots(2, () => ({ color: 'sand', product_type: 'BOOT', brand: null, item_classification: 'OTHER' }))
    const { quality } = judged({ items, live: account([]), specs }, [rule({ field: 'bullet_points[0]' })])
    expect(quality?.coverage).toEqual({
      used: ['color', 'item_name'],
      unused: ['item_classification', 'product_type'],
      missing: ['bullet_points', 'size', 'style'],
    })
  })

  it('has every item in one bucket, whatever the items and the order in which they come', () => {
    const name = fc.constantFrom('Boot', '', null)
    const item = fc.record({ item_name: name, size: fc.constantFrom('N/A', '150000', null), parent: fc.boolean() })
    const rules = [
      NAMED,
      rule({ id: 'priced', check: 'money', field: 'size', currency: 'IDR' }),
      rule({ id: 'parent', on: 'parents' }),
    ]
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 9 }), (made) => {
        const items = made.map(({ parent, ...fields }, at) =>
          boot(`B0PRAIRIE${at}`, {
            ...fields,
            ...(at === 0 ? { item_classification: 'VARIATION_PARENT' } : {}),
            ...(parent && at > 0 ? { parent_asins: ['B0PRAIRIE0'] } : {}),
          }),
        )
        const contents = judged({ items, live: account([]) }, rules)
        const reversed = judged({ items: items.toReversed(), live: account([]) }, rules)
        const keys = new Set(contents.rejected?.map(({ item: key }) => key))
        expect(reversed).toEqual(contents)
        expect(contents.quality).toMatchObject({ items: items.length, rejected: keys.size })
        expect((contents.quality?.valid ?? 0) + keys.size).toBe(items.length)
        expect(contents.rejected).toHaveLength(keys.size)
        expect(created(contents)).toHaveLength(items.length - keys.size)
      }),
    )
  })
})
