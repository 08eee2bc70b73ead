import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { minorUnits, parseMoney } from '../../src/model/money.ts'

const taken = (value: string | number, currency: string) => {
  const outcome = parseMoney(value, currency)
  return outcome.ok ? outcome.value : null
}

describe('a price as people write it', () => {
  test.each([
    ['Rp 150.000', 'IDR', '150000'],
    ['Rp150.000,-', 'IDR', '150000'],
    ['Rp. 5000', 'IDR', '5000'],
    ['150.000', 'IDR', '150000'],
    ['1.299', 'IDR', '1299'],
    ['1.299.000,00', 'IDR', '1299000'],
    ['1,299,000.00', 'IDR', '1299000'],
    ['150000.00', 'IDR', '150000'],
    ['150000 IDR', 'IDR', '150000'],
    ['150\u00a0000', 'IDR', '150000'],
    [150000, 'IDR', '150000'],
    ['1,299.00', 'USD', '1299.00'],
    ['US$ 12.5', 'USD', '12.50'],
    ['1.299,50 €', 'EUR', '1299.50'],
    ["1'299.50", 'CHF', '1299.50'],
    ['12.5000', 'USD', '12.50'],
    ['0.29', 'USD', '0.29'],
    ['1.299', 'KWD', '1.299'],
    [12.5, 'MYR', '12.50'],
  ])('%j in %s is %s', (text, currency, amount) => {
    expect(taken(text, currency)).toBe(amount)
  })

  test.each([
    ['N/A', 'IDR', '("N/A") is no amount in IDR'],
    ['', 'IDR', '("") is no amount in IDR'],
    ['-', 'IDR', '("-") is no amount in IDR'],
    ['1.299.00', 'IDR', '("1.299.00") is no amount in IDR'],
    ['150 ribu', 'IDR', '("150 ribu") is no amount in IDR'],
    ['1500.000', 'IDR', '("1500.000") is no amount in IDR'],
    ['1.299,000', 'IDR', '("1.299,000") is no amount in IDR'],
    ['0', 'IDR', '("0") is 0, which is no price'],
    ['0,00', 'EUR', '("0,00") is 0, which is no price'],
    ['-150.000', 'IDR', '("-150.000") is negative'],
    ['Rp -150', 'IDR', '("Rp -150") is negative'],
    ['(150)', 'IDR', '("(150)") is negative'],
    [-1, 'IDR', '(-1) is negative'],
    [1.299, 'IDR', '(1.299) has more decimals than IDR has'],
    ['0.299', 'USD', '("0.299") has more decimals than USD has'],
    ['$12', 'EUR', '("$12") is no amount in EUR'],
    ['1,299', 'KWD', '("1,299") is no amount in KWD'],
    ['1'.repeat(16), 'IDR', '("1111111111111111") has too many digits for a price'],
    [2 ** 60, 'IDR', '(1152921504606847000) is no amount in IDR'],
  ])('%j in %s is refused', (text, currency, problem) => {
    expect(parseMoney(text, currency)).toEqual({ ok: false, problem })
  })
})

describe('whatever stands in the place of a price', () => {
  const currency = fc.constantFrom('IDR', 'USD', 'EUR', 'KWD', 'JPY')
  const text = fc.oneof(
    fc.string(),
    fc.stringMatching(/^[Rp$ .,\d-]{0,14}$/),
    fc.double().map(String),
    fc.integer().map(String),
  )

  it('is an amount above 0 with the decimals of its currency, or refused: it never becomes 0', () => {
    fc.assert(
      fc.property(text, currency, (written, code) => {
        const amount = taken(written, code)
        if (amount === null) return
        const decimals = minorUnits(code)
        expect(amount).toMatch(decimals === 0 ? /^\d+$/ : new RegExp(`^\\d+\\.\\d{${decimals}}$`))
        expect(Number(amount)).toBeGreaterThan(0)
      }),
      { numRuns: 2_000 },
    )
  })

  it('is the same amount however its digits are grouped', () => {
    const forms = [
      ['.', ','],
      [',', '.'],
      [' ', ','],
      ["'", '.'],
    ] as const
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 12 }), fc.integer({ min: 0, max: 99 }), (whole, cents) => {
        const exact = `${whole}.${String(cents).padStart(2, '0')}`
        for (const [group, point] of forms) {
          const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, group)
          expect(taken(`${grouped}${point}${exact.slice(-2)}`, 'EUR')).toBe(exact)
          expect(taken(`Rp ${grouped}`, 'IDR')).toBe(String(whole))
        }
      }),
    )
  })
})
