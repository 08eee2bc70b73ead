import { describe, expect, test } from 'vitest'
import type { SyncError } from '../../../../src/model/errors.ts'
import type { LiveResource, LiveState } from '../../../../src/model/live.ts'
import { chooseLocation } from '../../../../src/providers/shopify/target/locations.ts'
import { shopifyTraits } from '../../../../src/providers/shopify/target/traits.ts'
import { type WorkspaceParts, workspaceOf } from './workspace.ts'

const PARTS: WorkspaceParts = {
  attributes: ['metafields.custom.heel_height: { type: number_decimal, from: heel, write: always }'],
  variants: ['metafields.custom.colour: { from: color, write: always }'],
}

const one = (kind: string, key: string, fields: LiveResource['fields'] = {}): LiveResource => ({
  ...{ kind, key, id: `gid://shopify/X/${key}`, fields },
})
const defined = (key: string, type: string): LiveResource => one('metafield-definition', key, { type })

function shop(...resources: LiveResource[]): LiveState {
  const groups = Object.fromEntries(Map.groupBy(resources, ({ kind }) => kind))
  return { read_at: '2026-11-29T08:00:00Z', complete: true, resources: groups, missing: [] }
}

const survey = (parts: WorkspaceParts, live: LiveState) => shopifyTraits(workspaceOf(parts)).survey(live)

function refusal(parts: WorkspaceParts, live: LiveState): SyncError {
  try {
    survey(parts, live)
  } catch (error) {
    return error as SyncError
  }
  throw new Error('it was not refused')
}

describe('definitions', () => {
  test('of the key on both owners, and of every metafield that a rule writes', () => {
    const { definitions } = survey(PARTS, shop())

    expect(definitions.map(({ key, fields }) => [key, fields.type, fields.name])).toEqual([
      ['product.custom.sync_key', 'id', 'Sync key'],
      ['variant.custom.sync_key', 'id', 'Sync key'],
      ['product.custom.heel_height', 'number_decimal', 'Heel height'],
      ['variant.custom.colour', 'single_line_text_field', 'Colour'],
    ])
    expect(definitions[0]?.origins.type).toEqual({ source: 'policy', path: 'target.shopify.key_metafield' })
  })

  test('of another type are refused before anything is written, with the place of the rule', () => {
    const error = refusal(PARTS, shop(defined('variant.custom.colour', 'color')))

    expect(error).toMatchObject({
      code: 'metafield-type',
      message: 'A metafield is defined with another type in Shopify than the workspace needs: variant.custom.colour.',
    })
    expect(error.diagnostics).toMatchObject([
      {
        file: 'specs/attributes.yaml',
        line: 5,
        message:
          'The metafield definition variant.custom.colour has type color in Shopify; single_line_text_field is needed.',
        hint: 'Write type: color in specs/attributes.yaml, or use another key; the type of a definition cannot be changed.',
      },
    ])
  })

  test('of the key with another type: another metafield has to be named', () => {
    const error = refusal({}, shop(defined('product.custom.sync_key', 'single_line_text_field')))

    expect(error.diagnostics[0]?.hint).toMatch(/^Name another metafield as target\.shopify\.key_metafield/)
  })

  test('that are missing are refused where people make them', () => {
    const parts = { policy: '{ create_definitions: false }' }
    const there = shop(defined('product.custom.sync_key', 'id'))

    expect(refusal(parts, there).message).toBe(
      'The shop lacks 1 metafield definition that the workspace needs, and policy.create_definitions is false: variant.custom.sync_key (id).',
    )
  })

  test('beyond 256 of one owner are refused, unless all are there', () => {
    const many = Array.from({ length: 255 }, (_, index) => defined(`product.custom.m${index}`, 'json'))

    expect(survey({}, shop(...many)).definitions).toHaveLength(2)
    expect(refusal(PARTS, shop(...many)).code).toBe('metafield-limit')
    const whole = [
      ...many,
      defined('product.custom.sync_key', 'id'),
      defined('product.custom.heel_height', 'number_decimal'),
    ]
    expect(survey(PARTS, shop(...whole)).definitions).toHaveLength(4)
  })
})

describe('what people make', () => {
  const target = '{ shop: sandbox, publish: [Online Store], collections: [winter-boots] }'
  const online = one('publication', 'Online Store')
  const winter = one('collection', 'winter-boots')

  test('is there', () => {
    expect(survey({ target }, shop(online, winter)).definitions).toHaveLength(2)
  })

  test('is missed with what is near to it', () => {
    expect(
      refusal({ target }, shop(winter, one('publication', 'Online-Shop'), one('publication', 'online store'))),
    ).toMatchObject({
      code: 'publication',
      message: 'The shop has no publication "Online Store".',
      hints: ['The shop has "online store" and others.', expect.stringContaining('target.shopify.publish')],
    })
    expect(refusal({ target }, shop(online, one('collection', 'boots')))).toMatchObject({
      code: 'collection',
      message: 'The shop has no collection with the handle "winter-boots".',
      hints: ['The shop has "boots".', expect.stringContaining('target.shopify.collections')],
    })
  })

  test('is refused where two have one name', () => {
    expect(refusal({ target }, shop(online, online, winter)).message).toBe(
      'The shop has 2 publications "Online Store".',
    )
  })

  test('may be named by a rule instead', () => {
    const attributes = ['collections: { value: summer, write: always }']

    expect(refusal({ attributes }, shop(winter)).message).toContain('"summer"')
  })
})

describe('a location', () => {
  const places = [
    { id: 'gid://shopify/Location/1', name: 'Berlin' },
    { id: 'gid://shopify/Location/2', name: 'Paris' },
    { id: 'gid://shopify/Location/3', name: 'Paris' },
  ]

  test.each(['Berlin', 'gid://shopify/Location/1', '1'])('is found as %s', (wanted) => {
    expect(chooseLocation(places, wanted).id).toBe('gid://shopify/Location/1')
  })

  test('that is not there, or there twice, is refused', () => {
    expect(() => chooseLocation(places, 'berlin')).toThrow('The shop has no location named "berlin".')
    expect(() => chooseLocation(places, 'Paris')).toThrow('The shop has 2 locations named "Paris".')
  })
})
