import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT } from './markdown.ts'

const { details } = JSON.parse(readFileSync(join(ROOT, 'bench/results/side-by-side.json'), 'utf8')) as {
  details: { [what: string]: number }
}

const rows = readFileSync(join(ROOT, 'README.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split('|').map((cell) => cell.trim()))

/** The beginning of the row, and the run that it is about. */
const RUNS: [row: string, run: string][] = [
  ['first load', 'first load'],
  ['nothing changed', 'no change'],
  ['4 titles changed', '1 % changed'],
]

const WAYS = ['this engine', 'the scripts', 'alchemy']

describe.each(RUNS)('README says of "%s" what was measured', (row, run) => {
  const cells = rows.find(([, first]) => first?.startsWith(row))?.slice(2)

  test.each(WAYS.map((way, index) => [way, index] as const))('the calls of %s', (way, index) => {
    const calls = details[`${way}, ${run}: calls`]?.toLocaleString('en')
    expect(cells?.[index]).toMatch(new RegExp(`^${calls} calls\\b`))
  })

  test.each(WAYS.map((way, index) => [way, index] as const))('the time of %s', (way, index) => {
    const said = /, (\d+) (minute|second)s?\b/.exec(cells?.[index] ?? '')
    const seconds = details[`${way}, ${run}: seconds`] ?? Number.NaN
    const measured = seconds < 60 ? [seconds, 'second'] : [Math.round(seconds / 60), 'minute']
    expect(said ? [Number(said[1]), said[2]] : [0, 'second']).toEqual(measured)
  })
})
