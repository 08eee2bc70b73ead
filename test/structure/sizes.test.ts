import { describe, expect, it } from 'vitest'
import { functionLengths, sourceFiles } from './source.ts'

/** The value that the given share of all values does not exceed. */
function quantile(values: number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? 0
}

const files = sourceFiles()
/** Never to go up. */
const MEDIAN = 60

describe('files of the source', () => {
  const lengths = [...files.values()].map((text) => text.split('\n').length - 1)

  it('are small: half of them at most 60 lines, nine in ten at most 150, none over 300', () => {
    expect(quantile(lengths, 0.5)).toBeLessThanOrEqual(MEDIAN)
    expect(quantile(lengths, 0.9)).toBeLessThanOrEqual(150)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(300)
  })
})

describe('functions of the source', () => {
  it('are small: nine in ten at most 18 lines', () => {
    const lengths = [...files].flatMap(([name, text]) => functionLengths(text, name.endsWith('.tsx') ? 'tsx' : 'ts'))

    expect(lengths.length).toBeGreaterThan(files.size)
    expect(quantile(lengths, 0.9)).toBeLessThanOrEqual(18)
  })

  it('are counted whatever their form', () => {
    const text = `export function first<T>(a: T): T {
  return a
}
const second = (b: number): number =>
  b
class Third {
  readonly fourth = () => {

  }
  fifth(): void {}
  abstract sixth(): void
}
`

    expect(functionLengths(text)).toEqual([3, 2, 3, 1])
  })
})
