import { ConfigError } from '../model/errors.ts'

const UNITS: { [unit: string]: number } = { h: 3_600_000, m: 60_000, s: 1000 }

/** `5h30m`, `90s`, or a number of seconds, as milliseconds. @throws ConfigError that names the flag */
export function parseDuration(text: string, flag: string): number {
  const match = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?$/.exec(text.trim())
  const [hours, minutes, seconds] = match?.slice(1) ?? []
  const given = [hours, minutes, seconds].filter((part) => part !== undefined)
  if (!match || given.length === 0) {
    throw new ConfigError('usage', `--${flag} takes a duration such as 90s, 15m or 5h30m, not "${text.slice(0, 40)}".`)
  }
  const part = (value: string | undefined, unit: string): number => Number(value ?? 0) * (UNITS[unit] as number)
  return part(hours, 'h') + part(minutes, 'm') + part(seconds, 's')
}

/** `20` or `5%`: how many of a number of operations may fail. @throws ConfigError */
export function parseFailures(text: string): (operations: number) => number {
  const match = /^(\d+(?:\.\d+)?)(%?)$/.exec(text.trim())
  const number = Number(match?.[1])
  if (!match || (match[2] === '' && !Number.isInteger(number)) || (match[2] === '%' && number > 100)) {
    throw new ConfigError(
      'usage',
      `--max-failures takes a number such as 20, or a percentage such as 5%, not "${text.slice(0, 40)}".`,
    )
  }
  return match[2] === '%' ? (operations) => Math.floor((operations * number) / 100) : () => number
}
