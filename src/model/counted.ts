import { grouped } from './figures.ts'

/** `1 product`, `2 products`, `1,204 products`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${grouped(number)} ${either(number, one, many)}`
}

/** The word that goes with a number: `either(1, 'is', 'are')` is `is`. */
export function either(number: number, one: string, many: string): string {
  return number === 1 ? one : many
}

/** The first of a list, and how many more there are, `beyond` of which are not in the list: `a, b and 3 more`. */
export function fewOf(list: readonly string[], most: number, beyond = 0): string {
  const rest = Math.max(0, list.length - most) + beyond
  const first = list.slice(0, most).join(', ')
  return rest > 0 ? `${first} and ${grouped(rest)} more` : first
}

const UNITS = [
  { seconds: 86_400, name: 'day', least: 2 },
  { seconds: 3_600, name: 'hour', least: 1 },
  { seconds: 60, name: 'minute', least: 1 },
  { seconds: 1, name: 'second', least: 1 },
]

/** `1 minute`, `1 hour 30 minutes`, `24 hours`, `2 days`: a duration's whole seconds, in all of its units or the largest few. */
export function spanText(seconds: number, most = UNITS.length): string {
  let rest = Math.floor(Math.max(0, seconds))
  const parts = UNITS.flatMap(({ seconds: size, name, least }) => {
    const number = Math.floor(rest / size)
    if (number < least) return []
    rest -= number * size
    return [counted(number, name)]
  })
  return parts.slice(0, most).join(' ') || '0 seconds'
}
