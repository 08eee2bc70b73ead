/** `12,345`. Whole numbers, as nearly all are, go without a locale: to load one takes longer than a small plan. */
export function grouped(number: number): string {
  if (!Number.isSafeInteger(number)) return number.toLocaleString('en-US')
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',')
}
