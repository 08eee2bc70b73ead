import { expect, test } from 'vitest'
import { parseDuration, parseFailures } from '../../src/cli/duration.ts'
import { runCommands } from '../../src/cli/run-commands.ts'

test.each([
  ['90s', 90_000],
  ['5h30m', 19_800_000],
  ['15m', 900_000],
  ['1h5s', 3_605_000],
  ['45', 45_000],
])('reads %s as a duration', (text, milliseconds) => {
  expect(parseDuration(text, 'max-duration')).toBe(milliseconds)
})

test.each(['', 'soon', '5x', '-5s', '30m5h', '1.5h'])('refuses %j as a duration and names the flag', (text) => {
  expect(() => parseDuration(text, 'lock-timeout')).toThrow(/--lock-timeout takes a duration such as 90s/)
})

test('reads accepted failures as a number or a part of the operations', () => {
  expect(parseFailures('20')(1000)).toBe(20)
  expect(parseFailures('5%')(1000)).toBe(50)
  expect(parseFailures('0.5%')(100)).toBe(0)
})

test.each(['', 'many', '1.5', '101%', '-1', '5 %x'])('refuses %j as accepted failures', (text) => {
  expect(() => parseFailures(text)).toThrow(/--max-failures takes a number/)
})

test('names commands that work as they stand, for the same workspace and account', () => {
  expect(runCommands('sync', {}).resume('R')).toBe('sync apply --resume R')
  const place = { config: 'my boots/sync.yaml', account: 'acme' }
  expect(runCommands('sync', place).retry('R')).toBe(
    "sync apply --retry-failed R --config 'my boots/sync.yaml' --account acme",
  )
})
