const GID = /^gid:\/\/shopify\/[A-Za-z]+\/[^\s/]+$/
const DECIMAL = /^-?\d+(\.\d+)?$/
const TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/

const CHECKS: { [scalar: string]: (value: unknown) => boolean } = {
  Boolean: (value) => typeof value === 'boolean',
  Int: (value) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31,
  Float: (value) => typeof value === 'number',
  String: (value) => typeof value === 'string',
  HTML: (value) => typeof value === 'string',
  URL: (value) => typeof value === 'string' && URL.canParse(value),
  Money: isDecimal,
  Decimal: isDecimal,
  UnsignedInt64: (value) => /^\d+$/.test(String(value)),
  DateTime: (value) => typeof value === 'string' && TIME.test(value),
}

/** Why it is no value of that scalar; null when it is one. Scalars that take anything have no check. */
export function scalarProblem(name: string, value: unknown): string | null {
  if (name === 'ID') {
    return typeof value === 'string' && GID.test(value) ? null : `Invalid global id '${String(value)}'`
  }
  const check = CHECKS[name]
  return check === undefined || check(value) ? null : `Could not coerce value ${JSON.stringify(value)} to ${name}`
}

function isDecimal(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && DECIMAL.test(value))
}
