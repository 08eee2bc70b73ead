/** SKUs that Amazon itself gives to returned goods. */
const AMAZONS = /^amzn\.gr\./i

/** Of several seller SKUs of which no more is known: not Amazon's own, then by the alphabet; an absent one comes last. */
export function bySku(a: string | null, b: string | null): number {
  return (
    Number(a === null) - Number(b === null) ||
    Number(AMAZONS.test(a ?? '')) - Number(AMAZONS.test(b ?? '')) ||
    compare(a ?? '', b ?? '')
  )
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
