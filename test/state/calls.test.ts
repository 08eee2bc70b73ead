import { expect, test } from 'vitest'
import type { ExportHeader } from '../../src/model/export.ts'
import { loadCalls, loadLimits, saveCalls, saveLimits } from '../../src/state/calls.ts'
import { knownExports, rememberExport } from '../../src/state/known-exports.ts'
import { temporaryFolder, temporaryState } from './temporary.ts'

const HOUR = 3_600_000

test('keeps when calls were made, each once however often it is saved', () => {
  const folder = temporaryFolder()
  saveCalls(temporaryState(folder), 'a', [HOUR, HOUR, HOUR + 5])
  saveCalls(temporaryState(folder), 'a', [HOUR, HOUR, HOUR + 5, HOUR + 9])
  saveCalls(temporaryState(folder), 'b', [7])

  expect(loadCalls(temporaryState(folder), 'a')).toEqual([HOUR, HOUR, HOUR + 5, HOUR + 9])
  expect(loadCalls(temporaryState(folder), 'b')).toEqual([7])
})

test('forgets calls that no window counts any more', () => {
  const state = temporaryState()
  saveCalls(state, 'a', [HOUR, 2 * HOUR])
  saveCalls(state, 'a', [27 * HOUR])

  expect(loadCalls(state, 'a')).toEqual([2 * HOUR, 27 * HOUR])
})

test('keeps what was learned about limits', () => {
  const state = temporaryState()
  expect(loadLimits(state, 'a')).toBeNull()
  saveLimits(state, 'a', [{ limit: 20, window_size: 10 }])
  saveLimits(state, 'a', [{ limit: 15, window_size: 10 }])

  expect(loadLimits(state, 'a')).toEqual([{ limit: 15, window_size: 10 }])
})

test('keeps the headers of exports', () => {
  const state = temporaryState()
  const header = { provider: 'amazon', marketplace: 'US' } as ExportHeader
  rememberExport(state, { path: 'a.ndjson', header })
  rememberExport(state, { path: 'a.ndjson', header: { ...header, marketplace: 'CA' } })

  expect(knownExports(state)).toEqual([{ path: 'a.ndjson', header: { provider: 'amazon', marketplace: 'CA' } }])
})
