import { expect, test } from 'vitest'
import type { Failure } from '../../src/model/run.ts'
import { failureLines } from '../../src/ui/run-failures.ts'

const HINT = 'Check that the image URL of the listing opens in a browser, or exclude the image by an override.'

function deadImage(number: number, change: Partial<Failure> = {}): Failure {
  const name = `71boot${number}.jpg`
  return {
    ...{ address: `asset.${name}`, action: 'upload', status: 422, code: 'image-unreachable', attempts: 1 },
    message: `Plytix cannot fetch the image ${name}: Plytix answers 422: no file (url: https://img/${name}) (request id r-${number}).`,
    hint: HINT,
    image: {
      url: `https://img/${name}`,
      places: [
        { product: `BOOT-${number}`, slot: 'MAIN' },
        { product: `BOOT-${number}-8`, slot: 'PT01' },
      ],
    },
    ...change,
  }
}

const dead = Array.from({ length: 22 }, (_, index) => deadImage(index + 1))

test('22 images that cannot be fetched are one paragraph with 22 names, each with product, slot and URL', () => {
  const lines = failureLines(dead)

  expect(lines.slice(0, 3)).toEqual([
    '22 operations failed alike: 422 image-unreachable: Plytix cannot fetch the image …: Plytix answers 422: no file (url: …).',
    `  ${HINT}`,
    '    71boot1.jpg: https://img/71boot1.jpg for BOOT-1 (MAIN), BOOT-1-8 (PT01)',
  ])
  expect(lines).toHaveLength(2 + 22)
  for (const { address, image } of dead) {
    const [line = ''] = lines.filter((text) => text.includes(` ${address.slice('asset.'.length)}:`))
    expect(line).toContain(image?.url)
  }
})

test('what failed for another reason stands apart, with its own remedy', () => {
  const refused: Failure = {
    ...{ address: 'product.BOOT-1', action: 'create', status: 422, code: 'invalid', attempts: 2 },
    message: 'Plytix answers 422: invalid (label: too long; gtin: not a number).',
    hint: 'Correct the value.',
  }

  expect(failureLines([...dead.slice(0, 2), refused])).toEqual([
    expect.stringMatching(/^2 operations failed alike/),
    `  ${HINT}`,
    expect.stringMatching(/^ {4}71boot1/),
    expect.stringMatching(/^ {4}71boot2/),
    'create:product.BOOT-1: 422 invalid: Plytix answers 422: invalid (label: too long; gtin: not a number). (2 attempts) Correct the value.',
  ])
})

test('a single picture names its places below it', () => {
  expect(failureLines(dead.slice(0, 1))).toEqual([
    expect.stringMatching(/^upload:asset\.71boot1\.jpg: 422 image-unreachable: .* exclude the image by an override\.$/),
    '    https://img/71boot1.jpg for BOOT-1 (MAIN), BOOT-1-8 (PT01)',
  ])
})

test('very many names are counted, and no line is longer than 1,000 characters', () => {
  const places = Array.from({ length: 40 }, (_, index) => ({ product: `BOOT-${index}`.padEnd(60, 'x'), slot: 'MAIN' }))
  const many = dead.map((failure) => ({ ...failure, image: { url: 'https://img/x.jpg', places } }))

  const lines = failureLines(many, 20)

  expect(lines.at(-1)).toBe('    … and 2 more; "sync runs show" and --json list them all.')
  expect(lines[2]).toMatch(/ and 35 more$/)
  expect(Math.max(...lines.map((text) => text.length))).toBeLessThanOrEqual(1000)
})
