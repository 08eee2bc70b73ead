/** Hands out the identifiers of a catalogue; every one of them once. */
export interface Numbers {
  asin(): string
  /** Twelve digits with a right check digit. */
  upc(): string
  /** Such as PB1042. */
  style(): string
}

const ASINS = 36 ** 8
/** Shares no factor with 36, so that consecutive numbers give different, unordered ASINs. */
const STRIDE = 1_743_502_467_521
const FIRST_UPC = 88_501_200_000
const FIRST_STYLE = 1000

export function numbering(seed: number): Numbers {
  let asins = (seed % 1000) * 200_003
  let upcs = FIRST_UPC
  let styles = FIRST_STYLE
  return {
    asin: () => `B0${asinTail(asins++)}`,
    upc: () => withCheckDigit(String(upcs++)),
    style: () => `PB${styles++}`,
  }
}

function asinTail(n: number): string {
  const scrambled = (BigInt(n) * BigInt(STRIDE)) % BigInt(ASINS)
  return scrambled.toString(36).toUpperCase().padStart(8, '0')
}

/** GS1: weights 3 and 1 from the right. */
export function withCheckDigit(digits: string): string {
  let sum = 0
  for (let i = 0; i < digits.length; i++) sum += Number(digits.at(-1 - i)) * (i % 2 === 0 ? 3 : 1)
  return digits + String((10 - (sum % 10)) % 10)
}
