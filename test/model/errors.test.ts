import { expect, test } from 'vitest'
import { ConfigError, ProviderError, SyncError } from '../../src/model/errors.ts'

class Gone extends ProviderError {}

test('an error is of its class and of those above it, and of no other', () => {
  const gone = new Gone('gone', 'It is gone.')

  expect([Gone, ProviderError, SyncError, Error].map((kind) => gone instanceof kind)).toEqual([true, true, true, true])
  expect(gone instanceof ConfigError).toBe(false)
  expect(new ProviderError('gone', 'It is gone.') instanceof Gone).toBe(false)
  for (const other of [null, undefined, 'gone', new Error('gone'), {}])
    expect((other as unknown) instanceof SyncError).toBe(false)
})

test('an error of another copy of the program is known by its classes', async () => {
  const copy = '../../src/model/errors.ts?copy'
  const other = (await import(/* @vite-ignore */ copy)) as { ProviderError: typeof ProviderError }

  const error = new other.ProviderError('gone', 'It is gone.')

  expect(other.ProviderError).not.toBe(ProviderError)
  expect([ProviderError, SyncError, ConfigError].map((kind) => error instanceof kind)).toEqual([true, true, false])
})
