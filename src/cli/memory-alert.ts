import { ConfigError } from '../model/errors.ts'

const VARIABLE = 'SYNC_MEMORY_ALERT'
/** Of what the heap may have. */
const USUAL = 0.8
const MB = 2 ** 20

const FORM = /^(\d{1,9}(?:\.\d+)?) ?(%|mb|gb)$/i

/** Bytes of heap above which it is an event, as the environment says. @param limit Bytes that the heap may have. @throws ConfigError */
export function memoryAlert(env: { [name: string]: string | undefined }, limit: number): number {
  const text = env[VARIABLE]?.trim() ?? ''
  if (text === '') return limit * USUAL
  const [, number = '', unit = ''] = FORM.exec(text) ?? []
  if (number === '' || Number(number) === 0) {
    throw new ConfigError(
      'usage',
      `${VARIABLE} is ${JSON.stringify(text.slice(0, 40))}, which is no amount of memory.`,
      {
        hints: ['Write it as 1500MB, 1.5GB, or as a part of what the heap may have, such as 80%.'],
      },
    )
  }
  const factor = { '%': limit / 100, mb: MB, gb: 1024 * MB }[unit.toLowerCase()] ?? MB
  return Number(number) * factor
}
