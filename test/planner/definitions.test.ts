import { describe, expect, test } from 'vitest'
import { account, boot, operationAt, ownedBoot, plan, settings, spec, TITLE } from '../support/boots.ts'

const COLOR = spec('amazon_color', { type: 'Choice', from: 'color', options: ['Tan', 'Red'] })
const items = [boot('B0PRAIRIE1')]

function live(label: string, type: string, options: string[] = []) {
  return { id: `id-${label}`, label, name: label, type, options }
}

const COMPLETE = [
  live('amazon_images', 'Gallery'),
  live('amazon_sync_baseline', 'Multiline'),
  live('amazon_title', 'Text'),
]

describe('missing definitions', () => {
  test('are created, one write each, with the name whose label is wanted', () => {
    const contents = plan({ items, live: account([]), specs: [TITLE, COLOR] })

    expect(contents.summary.by_kind).toMatchObject({ attribute: { create: 4 }, relationship: { create: 2 } })
    expect(operationAt(contents, 'attribute.amazon_color').after).toEqual({
      label: 'amazon_color',
      name: 'Amazon Color',
      type: 'Choice',
      options: ['Tan', 'Red'],
    })
  })

  test('are one error that names each label, its place and the setting when they may not be created', () => {
    const policy = settings((value) => {
      value.policy.create_definitions = false
    })
    const attempt = () =>
      plan({ items, live: account([], { attributes: COMPLETE }), specs: [TITLE, COLOR], settings: policy })

    expect(attempt).toThrow(
      /3 definitions .* policy.create_definitions is false: amazon_color, amazon_hierarchy, amazon_listings/,
    )
    expect(attempt).toThrow(
      expect.objectContaining({
        diagnostics: expect.arrayContaining([
          expect.objectContaining({
            message:
              'Attribute amazon_color is missing: make "Amazon Color" as a Choice in Memory under Memory > attribute.',
          }),
        ]),
      }),
    )
  })

  test('that owned products carried before are blocked until their address is named', () => {
    const written = ownedBoot('B0PRAIRIE1', {}, { values: { 'attributes.amazon_color': 'Tan' } })
    const world = { items, live: account([written], { attributes: COMPLETE }), specs: [TITLE, COLOR] }

    expect(plan(world).blocked).toMatchObject([{ id: 'create:attribute.amazon_color', code: 'definition' }])
    expect(
      operationAt(plan({ ...world, selection: { addresses: ['attribute.amazon_color'] } }), 'attribute.amazon_color')
        .action,
    ).toBe('create')
  })
})

describe('existing definitions', () => {
  test('of another type are an error before anything is planned', () => {
    const attributes = [...COMPLETE.slice(1), live('amazon_images', 'Text')]

    expect(() => plan({ items, live: account([], { attributes }) })).toThrow(
      /another type in Memory than the workspace needs: amazon_images/,
    )
  })

  test('get the options that the spec adds and lose none', () => {
    const attributes = [...COMPLETE, live('amazon_color', 'Choice', ['Blue', 'Tan'])]
    const contents = plan({ items, live: account([], { attributes }), specs: [TITLE, COLOR] })

    expect(operationAt(contents, 'attribute.amazon_color')).toMatchObject({
      action: 'update',
      before: { options: ['Blue', 'Tan'] },
      after: { options: ['Blue', 'Tan', 'Red'] },
    })
  })
})

describe('a product family', () => {
  const named = settings((value) => {
    value.target.family = 'Amazon'
  })
  const family = { id: 'family-1', name: 'Amazon', attributes: ['amazon_title', 'weight'] }

  test('gets managed attributes that it lacks before any product is written; new ones are made in it', () => {
    const contents = plan({
      items,
      live: account([], { attributes: COMPLETE, family }),
      specs: [TITLE, COLOR],
      settings: named,
    })

    expect(operationAt(contents, 'family.Amazon')).toMatchObject({
      before: { attributes: ['amazon_title'] },
      after: { attributes: ['amazon_images', 'amazon_sync_baseline', 'amazon_title'] },
    })
    expect(operationAt(contents, 'attribute.amazon_color').after).toMatchObject({ family: 'Amazon' })
    expect(operationAt(contents, 'product.AMZN-US-B0PRAIRIE1')).toMatchObject({
      after: { family: 'Amazon' },
      refs: { 'family.Amazon': 'family-1' },
    })
    expect(operationAt(contents, 'product.AMZN-US-B0PRAIRIE1').depends_on).toContain('update:family.Amazon')
  })

  test('is given to a product that lost it, and never taken from one that has another', () => {
    const lost = plan({
      items,
      settings: named,
      live: account(
        [{ ...ownedBoot('B0PRAIRIE1', { attributes: { amazon_title: 'Boot B0PRAIRIE1' } }), family: null }],
        { family },
      ),
    })
    const other = plan({
      items,
      settings: named,
      live: account(
        [{ ...ownedBoot('B0PRAIRIE1', { attributes: { amazon_title: 'Boot B0PRAIRIE1' } }), family: 'family-2' }],
        { family },
      ),
    })

    expect(operationAt(lost, 'product.AMZN-US-B0PRAIRIE1').after).toEqual({ family: 'Amazon' })
    expect(other.summary.by_kind.product).toBeUndefined()
  })
})

describe('a list of options that is full', () => {
  test('takes no new one, so only values that are there already are planned', () => {
    const full = Array.from({ length: 1000 }, (_, index) => `Shade ${index}`)
    const attributes = [...COMPLETE, live('amazon_color', 'Choice', full)]
    const boots = [boot('B0PRAIRIE1', { color: 'Tan' }), boot('B0PRAIRIE2', { color: 'Shade 7' })]

    const contents = plan({ items: boots, live: account([], { attributes }), specs: [TITLE, COLOR] })

    expect(contents.blocked).toMatchObject([{ address: 'attribute.amazon_color', code: 'limit' }])
    const colors = ['B0PRAIRIE1', 'B0PRAIRIE2'].map((asin) => {
      const { attributes: written } = operationAt(contents, `product.AMZN-US-${asin}`).after
      return (written as { amazon_color?: string }).amazon_color
    })
    expect(colors).toEqual([undefined, 'Shade 7'])
  })
})

describe('a status', () => {
  test('is never emptied, whatever the workspace says', () => {
    const status = spec('status', { from: 'listing_status', clear: true })
    const live = { status: 'Draft', attributes: { amazon_title: 'Boot B0PRAIRIE1' } }
    const owned = ownedBoot('B0PRAIRIE1', live, {
      values: { status: 'Draft', 'attributes.amazon_title': 'Boot B0PRAIRIE1' },
    })

    const contents = plan({ items, live: account([owned], { attributes: COMPLETE }), specs: [TITLE, status] })

    expect(contents.operations.filter(({ address }) => address.startsWith('product.'))).toMatchObject([])
  })
})
