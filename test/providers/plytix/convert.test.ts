import { describe, expect, it } from 'vitest'
import { slug } from '../../../src/config/slug.ts'
import { withoutEmpty } from '../../../src/model/fields.ts'
import { fromFields, relatedIds, toAttribute, toProduct } from '../../../src/providers/plytix/convert.ts'
import { kindOfType, PLYTIX } from '../../../src/providers/plytix/facts.ts'
import { asMoment, idsOf, recordsOf } from '../../../src/providers/plytix/raw.ts'
import { differences, unfinishedGalleries } from '../../../src/providers/plytix/verify.ts'
import type { PimAttribute } from '../../support/pim.ts'

const [pear, apple, plum] = ['5c483b5ef8a8f7001a1ce101', '5c483b5ef8a8f7001a1ce102', '5c483b5ef8a8f7001a1ce103']

function attribute(label: string, type: string): [string, PimAttribute] {
  return [label, { id: pear, label, name: label, type, options: [] }]
}

const attributes = new Map([
  attribute('title', 'TextAttribute'),
  attribute('picked', 'DateAttribute'),
  attribute('images', 'MediaGalleryAttribute'),
  attribute('badge', 'MediaAttribute'),
  attribute('score', 'CompletenessAttribute'),
])
const wanted = { attributes, relationships: ['amazon_listings'] }

describe('a record of Plytix', () => {
  it('reads the same as a row of v2 and as a full answer of v1', () => {
    const row = {
      id: plum,
      sku: 'PLUM',
      thumbnail: { id: pear },
      modified: '2026-01-27T19:14:03.645000',
      attributes: {
        title: 'Plum',
        images: [{ id: pear }, { id: apple }],
        badge: [pear],
        picked: '2026-03-28T00:00:00',
      },
      relationships: { amazon_listings: [{ product_id: apple, quantity: 1 }] },
    }
    const full = {
      id: plum,
      sku: 'PLUM',
      label: null,
      thumbnail: { id: pear, filename: 'pear.jpg', url: 'https://files.example/pear.jpg' },
      modified: '2026-01-27T19:14:03.645000+00:00',
      attributes: {
        title: 'Plum',
        images: [{ id: pear, filename: 'pear.jpg' }, apple],
        badge: { id: pear },
        picked: '2026-03-28T00:00:00',
        other: 'not asked for',
      },
      relationships: [
        { relationship_id: apple, relationship_label: 'amazon_listings', related_products: [{ product_id: apple }] },
        { relationship_id: pear, relationship_label: 'cousins', related_products: [{ product_id: pear }] },
      ],
    }

    expect(toProduct(row, wanted)).toEqual(toProduct(full, wanted))
    expect(toProduct(row, wanted)).toEqual({
      kind: 'product',
      key: 'PLUM',
      id: plum,
      modified: '2026-01-27T19:14:03.645Z',
      fields: {
        thumbnail: pear,
        'attributes.title': 'Plum',
        'attributes.images': [pear, apple],
        'attributes.badge': [pear],
        'attributes.picked': '2026-03-28T00:00:00',
        'links.amazon_listings': [apple],
      },
    })
  })

  it('leaves out what is empty, in any of its forms', () => {
    const empty = { id: plum, sku: 'PLUM', label: '', gtin: null, attributes: { title: '', images: [], badge: null } }
    expect(toProduct(empty, wanted)).toEqual({ kind: 'product', key: 'PLUM', id: plum, fields: {} })
  })

  it('tells a product without a family from one whose family was not read', () => {
    expect(toProduct({ id: plum, product_family_id: null }, wanted).fields.family).toBeNull()
    expect(toProduct({ id: plum, product_family_id: pear }, wanted).fields.family).toBe(pear)
    expect('family' in toProduct({ id: plum }, wanted).fields).toBe(false)
  })

  it('survives shapes that make no sense', () => {
    expect(toProduct({ attributes: 'none', thumbnail: 7, relationships: 'none' }, wanted)).toMatchObject({
      key: '',
      fields: {},
    })
    expect(toAttribute({ id: 7, options: 'none' })).toEqual({ id: '', label: '', name: '', type: '', options: [] })
    expect(recordsOf('<h1>')).toBeNull()
    expect(recordsOf({ data: {} })).toBeNull()
    expect(idsOf([pear, { id: apple }, { product_id: plum }, 7, null])).toEqual([pear, apple, plum])
    expect(relatedIds([{ related_products: [{ product_id: apple }] }])).toEqual([apple])
    expect(asMoment('yesterday')).toBeUndefined()
  })
})

describe('fields to write', () => {
  it('become references where Plytix takes references, and null where they are empty', () => {
    const fields = {
      label: 'Plum',
      thumbnail: pear,
      'attributes.title': '',
      'attributes.images': [pear, apple],
      'attributes.badge': [apple],
      family: plum,
    }
    expect(fromFields(fields, attributes)).toEqual({
      label: 'Plum',
      thumbnail: { id: pear },
      attributes: { title: null, images: [{ id: pear }, { id: apple }], badge: { id: apple } },
    })
    expect(fromFields({ thumbnail: null }, attributes)).toEqual({ thumbnail: null })
  })

  it('leave out empty ones where there is nothing to clear', () => {
    const values = { 'attributes.title': 'Plum', 'attributes.images': [], 'attributes.picked': null }
    expect(withoutEmpty({ label: null, gtin: '', ...values })).toEqual({ 'attributes.title': 'Plum' })
  })

  it('are compared as Plytix stores them', () => {
    const product = toProduct(
      { id: plum, label: 'A  plum', attributes: { picked: '2026-03-28T00:00:00', images: [apple, pear] } },
      wanted,
    )
    const fields = {
      label: 'A plum',
      gtin: null,
      'attributes.picked': '2026-03-28',
      'attributes.images': [pear, apple],
      'attributes.title': 'x',
    }
    expect(differences(fields, product, attributes)).toEqual(['attributes.images', 'attributes.title'])
  })

  it('know a gallery that only lacks images', () => {
    const product = toProduct({ id: plum, attributes: { images: [pear] } }, wanted)
    const unfinished = (images: string[], paths = ['attributes.images']): string[] | null =>
      unfinishedGalleries(paths, { fields: { 'attributes.images': images }, product, attributes })

    expect(unfinished([pear, apple])).toEqual(['attributes.images'])
    expect(unfinished([apple, pear])).toEqual(['attributes.images'])
    expect(unfinished([apple])).toBeNull()
    expect(unfinished([])).toBeNull()
    expect(unfinished([pear, apple], ['label', 'attributes.images'])).toBeNull()
  })
})

describe('the facts', () => {
  it('derive labels as Plytix does', () => {
    expect(slug('Amazon Sync Baseline')).toBe(PLYTIX.baseline.label)
    expect(slug('A-b.c:D e')).toBe('a_b_c_d_e')
  })

  it('never write a type that is not known', () => {
    expect(kindOfType('FormulaAttribute')).toBe('other')
    expect(kindOfType('MediaGalleryAttribute')).toBe('assets')
  })
})
