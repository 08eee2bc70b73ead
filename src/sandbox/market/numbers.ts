import { withCheckDigit } from '../catalogue/numbers.ts'

/** Hands out the identifiers of a catalogue; every one of them once. */
export interface Numbers {
  /** Shopee's item id: eleven digits. */
  item(): string
  /** Shopee's model id: twelve digits. */
  model(): string
  /**
   * TikTok's id of a product or SKU: 19 digits, above 2^53. Neighbours differ by 1, so who reads them as numbers takes
   * one for the other.
   */
  tiktok(): string
  /** Thirteen digits with a right check digit, of Indonesia's range. */
  ean(): string
  /** Counts what has no identifier of its own. */
  serial(): number
}

export function marketNumbers(seed: number): Numbers {
  const shift = seed % 1000
  const counter = (start: number, step: number): (() => number) => {
    let at = start
    return () => {
      at += step
      return at
    }
  }
  const items = counter(24_000_000_000 + shift * 1_000_003, 37)
  const models = counter(310_000_000_000 + shift * 1_000_003, 11)
  const tiktoks = counter(shift * 1_000_003, 1)
  const codes = counter(899_100_000_000 + shift * 100_003, 1)
  return {
    item: () => String(items()),
    model: () => String(models()),
    tiktok: () => String(FIRST_TIKTOK + BigInt(tiktoks())),
    ean: () => withCheckDigit(String(codes())),
    serial: counter(0, 1),
  }
}

const FIRST_TIKTOK = 1_729_400_000_000_000_000n
