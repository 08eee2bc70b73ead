/** Names that every JavaScript object answers to. No account uses them, and a value under one could get lost. */
const TAKEN: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype))

export const TAKEN_HINT = 'Choose another label; this one means something else inside the program.'

export function isTakenName(name: string): boolean {
  return TAKEN.has(name)
}
