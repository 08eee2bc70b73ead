import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressMatcher, unmetPatterns } from '../../src/planner/guard/patterns.ts'
import { matchReport } from '../../src/planner/match/report.ts'
import { matchCsv } from '../../src/ui/csv/match-csv.ts'
import { account, boot, override, plan, planInput, product, settings } from '../support/boots.ts'

const numbered = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
const four = (index: number): string => String(index).padStart(4, '0')

describe('one identifier on many records', () => {
  const products = numbered(25, (index) => product(`COPY-${four(index)}`, { gtin: '884882325297' }))
  const other = product('OTHER', { gtin: '884882325235' })
  const listing = (more: Parameters<typeof boot>[1]) =>
    planInput({ items: [boot('B0PRAIRIE1', more)], live: account([...products, other]) })

  test('names the first ten candidates, and counts the others', () => {
    const [entry] = matchReport(listing({ upc: '884882325297' })).ambiguous

    expect(entry?.candidates.map(({ sku }) => sku)).toEqual(numbered(10, (index) => `COPY-${four(index)}`))
    expect(entry).toMatchObject({ code: 'same-identifier', more: 15 })
  })

  test('says in a table how many candidates it does not hold', () => {
    const table = [...matchCsv(matchReport(listing({ upc: '884882325297' })))].join('')

    expect(table).toContain('COPY-0009 (upc 884882325297), 15 more')
  })

  test('counts a product once that several codes lead to, and sees that codes part ways beyond the first ten', () => {
    const identifiers = ['884882325297', '0884882325297', '884882325235'].map((value) => ({ type: 'UPC', value }))
    const [entry] = matchReport(listing({ identifiers })).ambiguous

    expect(entry).toMatchObject({ code: 'different-identifiers', more: 16 })
  })

  test('names the first of those that disagree, and counts the others', () => {
    const input = listing({ gtin: '00884882325235', upc: '884882325297' })
    const [match] = matchReport(input).matches
    const message = matchReport(input).diagnostics.find(({ code }) => code === 'match-disagrees')?.message

    expect(match).toMatchObject({ canonical_sku: 'OTHER', more: 15 })
    expect(match?.disagreed).toHaveLength(10)
    expect(message).toMatch(/COPY-0004 and 20 more disagree\.$/)
  })

  test('does not count the match itself among those that disagree', () => {
    const twice = product('COPY-0020', { gtin: '884882325235' })
    const identifiers = [
      { type: 'UPC', value: '884882325297' },
      { type: 'GTIN', value: '884882325235' },
    ]
    const live = account([
      ...products.filter(({ sku }) => sku !== 'COPY-0020'),
      { ...twice, attributes: { upc: '884882325297' } },
    ])
    const own = settings(({ target }) => Object.assign(target.canonical, { identifiers: ['gtin', 'attributes.upc'] }))
    const [match] = matchReport(
      planInput({ items: [boot('B0PRAIRIE1', { identifiers })], live, settings: own }),
    ).matches

    expect(match).toMatchObject({ canonical_sku: 'COPY-0020', more: 14 })
  })
})

describe('one spelling on many records', () => {
  test('names the first ten SKUs that a model number is near to, and counts the others', () => {
    const spellings = numbered(16, (index) =>
      [...'pbnd'].map((letter, place) => (index & (1 << place) ? letter.toUpperCase() : letter)).join(''),
    )
    const parent = boot('B0PRAIRIE1', { item_classification: 'VARIATION_PARENT', model_number: 'p b n d' })
    const contents = plan({ items: [parent], live: account(spellings.map((sku) => product(sku))) })

    expect(contents.unmatched).toMatchObject([{ more: 6 }])
    expect(contents.unmatched[0]?.near).toHaveLength(10)
    expect(contents.diagnostics.find(({ code }) => code === 'near-sku')?.message).toContain(
      ' and 11 more in case or spaces',
    )
  })
})

describe('many overrides of what is not there', () => {
  const stale = numbered(150, (index) => override(`B0STALE${index}`.padEnd(10, 'X').slice(0, 10), {}))

  test('says of each that it has no effect, and looks for what the first hundred meant', () => {
    const typo = override('B0PRAIRI11', {})
    const late = override('B0PRAIRI12', {})
    const contents = plan({ items: [boot('B0PRAIRIE1')], live: account([]), overrides: [typo, ...stale, late] })
    const said = contents.diagnostics.filter(({ message }) => message.includes('has no effect'))

    expect(said).toHaveLength(152)
    expect(
      said.filter(({ hint }) => hint === 'Near are B0PRAIRIE1.').map(({ message }) => message.slice(0, 26)),
    ).toEqual(['The override of B0PRAIRI11'])
  })
})

const pattern = fc.array(fc.constantFrom('*', 'a', 'b', '.', 'ab'), { maxLength: 6 }).map((parts) => parts.join(''))
const text = fc.array(fc.constantFrom('a', 'b', '.'), { maxLength: 8 }).map((parts) => parts.join(''))
const meant = (one: string, by: string): boolean =>
  new RegExp(
    `^${by
      .split('*')
      .map((part) => RegExp.escape(part))
      .join('.*')}$`,
    's',
  ).test(one)

describe('many patterns of addresses', () => {
  test('take the same as one after the other', () => {
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 8 }), fc.array(text, { maxLength: 8 }), (patterns, texts) => {
        const matches = addressMatcher(patterns)
        expect(texts.map((one) => matches(one))).toEqual(texts.map((one) => patterns.some((by) => meant(one, by))))
        expect(unmetPatterns(patterns, texts)).toEqual(patterns.filter((by) => !texts.some((one) => meant(one, by))))
      }),
    )
  })
})

const rolled = (styles: string[]) =>
  settings(({ sources }) => Object.assign(sources[0] ?? {}, { rollout_styles: styles }))

describe('many styles of a rollout', () => {
  test('take the listings of each, with the parents that name it', () => {
    const items = [
      boot('B0PARENT01', { item_classification: 'VARIATION_PARENT', model_number: 'PB 10' }),
      boot('B0CHILD001', { upc: '884882325297', parent_asins: ['B0PARENT01'] }),
      boot('B0CHILD002', { upc: '884882325235' }),
      boot('B0CHILD003', { upc: '884882325419' }),
    ]
    const live = account([
      product('PB10-M-09', { gtin: '884882325297' }),
      product('PB20-M', { gtin: '884882325235' }),
      product('PB200-M', { gtin: '884882325419' }),
    ])
    const contents = plan({ items, live, settings: rolled(['PB10', 'PB20-M', 'PB', 'PB2']) })

    expect(contents.operations.flatMap(({ kind, key }) => (kind === 'product' ? [key] : []))).toEqual([
      'AMZN-US-B0CHILD001',
      'AMZN-US-B0CHILD002',
      'AMZN-US-B0PARENT01',
    ])
    expect(contents.diagnostics.flatMap(({ code, message }) => (code === 'style-unused' ? [message] : []))).toEqual([
      'No listing is of style PB (source.amazon.rollout).',
      'No listing is of style PB2 (source.amazon.rollout).',
    ])
  })
})
