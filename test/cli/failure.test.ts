import { expect, test } from 'vitest'
import { describeFailure } from '../../src/cli/failure.ts'
import { ProviderError, SyncError } from '../../src/model/errors.ts'

const CALL = {
  system: 'Shoes',
  operation: 'create boot',
  status: 422,
  service_code: 'E7',
  fields: [
    { field: 'label', message: 'too long' },
    { field: 'size', message: 'no number' },
  ],
  request_id: 'r-1',
}

test('an error of a call carries what the service said beside what every error has', () => {
  const error = new ProviderError('invalid', 'Shoes refuses it.', { hints: ['Correct it.', 'Plan again.'], call: CALL })

  expect(describeFailure(error)).toEqual({
    code: 'invalid',
    message: 'Shoes refuses it.',
    hints: ['Correct it.', 'Plan again.'],
    diagnostics: [],
    ...CALL,
    hint: 'Correct it. Plan again.',
  })
})

test('an error without a call has only what every error has', () => {
  expect(describeFailure(new SyncError('gone', 'It is gone.'))).toEqual({
    ...{ code: 'gone', message: 'It is gone.', hints: [], diagnostics: [] },
  })
})
