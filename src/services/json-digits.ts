/** Where a number may have lost digits: very long ones, and those that a spreadsheet shortened. */
const SUSPECT = /[[:,\s]-?(?:\d{16}|\d[\d.]*e\+?\d)/i
const FEWEST_DIGITS = 1e7

/**
 * JSON, in which a whole number that does not show the digits of a code (8.84882E+11, or more than JSON keeps) stays a
 * text as it was written: a code must not be read from digits that nobody wrote.
 * @throws SyntaxError
 */
export function parseDigits(text: string): unknown {
  return SUSPECT.test(text) ? JSON.parse(text, keepWritten as Parameters<typeof JSON.parse>[1]) : JSON.parse(text)
}

function keepWritten(_key: string, value: unknown, { source = '' }: { source?: string }): unknown {
  if (typeof value !== 'number' || !Number.isInteger(value) || Math.abs(value) < FEWEST_DIGITS) return value
  return Number.isSafeInteger(value) && !/e/i.test(source) ? value : source
}
