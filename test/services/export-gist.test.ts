import { expect, test } from 'vitest'
import { type ExportHeader, type ExportReport, plainReport } from '../../src/model/export.ts'
import { gistOf } from '../../src/services/export-gist.ts'

const REPORT: ExportReport = plainReport()

function header(complete: boolean, report?: Partial<ExportReport>): ExportHeader {
  const fixed = { format_version: '1.0', provider: 'amazon', marketplace: 'US', query: {}, counts: {}, digest: '' }
  return { ...fixed, complete, exported_at: '', ...(report && { report: { ...REPORT, ...report } }) }
}

test('says nothing of an export that holds everything, or that other programs made whole', () => {
  expect(gistOf(header(true, {}), 'marketplace')).toEqual([])
  expect(gistOf(header(true), 'marketplace')).toEqual([])
})

test('warns of an incomplete export, with what it lacks', () => {
  const missing = [{ asin: 'B000000001', named_by: [] }]

  expect(gistOf(header(false, { out_of_reach: 1300, caps_hit: 2, missing }), 'marketplace')).toMatchObject([
    {
      severity: 'warning',
      message:
        'The export of marketplace US is incomplete: at least 1,300 listings out of reach (2 searches capped), 1 referred to and missing; nothing is removed on its word.',
    },
  ])
  expect(gistOf(header(false), 'marketplace')[0]?.message).toContain('is incomplete; nothing is removed')
})

test('tells what a complete export could not find although listings refer to it', () => {
  const failed = [{ asin: 'b0', reason: 'It is no ASIN.' }]

  expect(gistOf(header(true, { failed }), 'marketplace')).toMatchObject([
    { severity: 'info', message: 'The export of marketplace US is complete: 1 failed.' },
  ])
})
