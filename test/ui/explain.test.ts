import { expect, test } from 'vitest'
import type { ExplainedMatch, Explanation } from '../../src/model/explanation.ts'
import { renderExplanation } from '../../src/ui/explain.ts'

const OVERRIDDEN: ExplainedMatch = {
  status: 'matched',
  canonical_sku: 'PB10',
  method: 'override',
  value: 'B0PRAIRIE1',
  canonical_value: 'PB10',
  disagreed: [],
  guess: false,
  message: 'It belongs to PB10 by override B0PRAIRIE1.',
  candidates: [],
  near: [],
  without_override: 'It has no GTIN, EAN or UPC.',
  listings: [],
}

function story(match: ExplainedMatch): Explanation {
  const address = 'product.AMZN-US-B0PRAIRIE1'
  const subject = {
    asked: 'B0PRAIRIE1',
    kind: 'listing',
    sku: 'AMZN-US-B0PRAIRIE1',
    asin: 'B0PRAIRIE1',
    marketplace: 'US',
  }
  const found = {
    message: 'It is in the export of US.',
    export: null,
    parent_asins: [],
    child_asins: [],
    override: null,
    live: null,
  }
  return {
    subject: { ...subject, address },
    found,
    match,
    values: [],
    links: [],
    images: [],
    planned: [],
  } as unknown as Explanation
}

test('what matching would say without an override is one sentence with one full stop', () => {
  expect(renderExplanation(story(OVERRIDDEN))).toContain('    Without the override: It has no GTIN, EAN or UPC.')
  const other = { ...OVERRIDDEN, without_override: 'PB20 by gtin 00884882325297' }
  expect(renderExplanation(story(other))).toContain('    Without the override: PB20 by gtin 00884882325297.')
})

const WORDS = 'Goodyear welt, '.repeat(120).trim()
const VALUE = {
  field: '/attributes/amazon_title',
  label: 'amazon_title',
  rule: 'always',
  desired: WORDS,
  provenance: { source: 'amazon', path: 'summaries[0].itemName' },
  replaced: null,
  live: 'https://example.com/'.padEnd(300, 'x'),
  last_written: null,
  decision: 'write',
} as const

test('values are shown whole, wrapped at spaces', () => {
  const lines = renderExplanation({ ...story(OVERRIDDEN), values: [VALUE] })

  const text = lines.map((line) => line.trim()).join(' ')
  expect(text).toContain(`desired "${WORDS}" from amazon summaries[0].itemName`)
  expect(text).toContain(`live "${VALUE.live}"`)
  expect(lines.filter((line) => line.includes('welt')).every((line) => line.length <= 100)).toBe(true)
})

test('of one attribute only that is shown, or why there is none', () => {
  const of = (values: Explanation['values']) => renderExplanation({ ...story(OVERRIDDEN), values }, 'amazon_title')

  expect(of([{ ...VALUE, desired: 'Roper', live: null }])).toEqual([
    'B0PRAIRIE1 in US (AMZN-US-B0PRAIRIE1)',
    '',
    '/attributes/amazon_title (always): will be written',
    '    desired "Roper" from amazon summaries[0].itemName',
    '    live (empty)',
  ])
  expect(of([]).at(-1)).toBe('Nothing is written to amazon_title here: It is in the export of US.')
})

test('of a link that follows from the source no more it is said whether the plan removes it', () => {
  const link = (decision: 'stale' | 'unlink') => ({
    relationship: 'amazon_listings',
    source: 'PB10',
    target: 'AMZN-US-B0PRAIRIE1',
    live: true,
    provenance: { source: 'baseline', path: 'links' },
    decision,
  })
  const lines = renderExplanation({ ...story(OVERRIDDEN), links: [link('stale'), link('unlink')] }).join('\n')

  expect(lines).toContain('is there, and follows from the source no more')
  expect(lines.replace(/\s+/g, ' ')).toContain('is there, and will be removed: it follows from the source no more')
})
