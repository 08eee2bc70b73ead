/** With two decimals, as it reads back; null stays null. */
export function money(value: unknown): string | null {
  return value === null || value === undefined ? null : Number(value).toFixed(2)
}
