import type { Kept, ValueContext, ValueType } from './types.ts'

const LONGEST_TEXT = 65_535
const LONGEST_URL = 2_048
const LARGEST_DECIMAL = 9_999_999_999_999
const DECIMALS = 9
const KILOBYTE = 1024
/** Before 2026-04 a value of json could be 2 MB large. */
const JSON_BYTES = { old: 2 * KILOBYTE * KILOBYTE, now: 128 * KILOBYTE, since: '2026-04' }

const SCHEMES = ['http', 'https', 'mailto', 'sms', 'tel']
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/

/** Types whose values are no JSON, and `json`, of which nothing is asked but that it is. */
export const SCALARS: { [type: string]: ValueType } = {
  single_line_text_field: (value) => (value.includes('\n') ? no('must be a single line text string.') : text(value)),
  multi_line_text_field: (value) => text(value),
  id: (value) => (value.length > LONGEST_URL ? no(`is too long (maximum is ${LONGEST_URL} characters)`) : text(value)),
  number_integer: (value) => integer(value),
  number_decimal: (value) => decimal(value),
  boolean: (value) => boolean(value),
  date: (value) => (isDate(value) ? { value } : no('must be in YYYY-MM-DD format.')),
  date_time: (value) => dateTime(value),
  color: (value) =>
    /^#[0-9a-fA-F]{6}$/.test(value) ? { value: value.toLowerCase() } : no('must be a hex color code.'),
  url: (value) => url(value),
  json: (value, context) => json(value, context),
  rich_text_field: (value, context) => json(value, context),
}

export function no(what: string): Kept {
  return { problem: `Value ${what}` }
}

function text(value: string): Kept {
  return value.length > LONGEST_TEXT ? no(`is too long (maximum is ${LONGEST_TEXT} characters)`) : { value }
}

function integer(value: string): Kept {
  return /^\s*[+-]?\d+(\.0*)?\s*$/.test(value)
    ? { value: String(BigInt(value.trim().replace(/\.0*$/, ''))) }
    : no('must be an integer.')
}

/** What stands beyond the ninth decimal is cut. */
function decimal(value: string): Kept {
  if (!/^\s*[+-]?\d+(\.\d+)?\s*$/.test(value)) return no('must be a decimal.')
  if (Math.abs(Number(value)) > LARGEST_DECIMAL) return no(`can't exceed ${LARGEST_DECIMAL}.`)
  const [whole = '0', fraction = '0'] = value.trim().split('.')
  return { value: `${whole}.${fraction.slice(0, DECIMALS)}` }
}

function boolean(value: string): Kept {
  if (/^(true|t|1)$/i.test(value)) return { value: 'true' }
  return /^(false|f|0)$/i.test(value) ? { value: 'false' } : no('must be true or false.')
}

function isDate(value: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
}

function dateTime(value: string): Kept {
  const [whole, , zone] = TIME.exec(value) ?? []
  if (whole === undefined || Number.isNaN(Date.parse(whole))) {
    return no('must be in “YYYY-MM-DDTHH:MM:SS” format. For example: 2022-06-01T15:30:00')
  }
  if (zone === undefined) return { value: `${whole}+00:00` }
  return { value: zone === 'Z' ? `${whole.slice(0, -1)}+00:00` : whole }
}

function url(value: string): Kept {
  if (value.length > LONGEST_URL) return no(`is too long (maximum is ${LONGEST_URL} characters)`)
  const schemes = `must include one of the following URL schemes: ${JSON.stringify(SCHEMES).replaceAll(',', ', ')}.'`
  if (!/^[a-z][a-z0-9+.-]*:/i.test(value)) return no(`cannot have an empty scheme (protocol), ${schemes}`)
  return hasScheme(value) && URL.canParse(value) ? { value } : no(schemes)
}

function hasScheme(value: string): boolean {
  return SCHEMES.some((scheme) => value.toLowerCase().startsWith(`${scheme}:`))
}

function json(value: string, { version }: ValueContext): Kept {
  const most = version >= JSON_BYTES.since ? JSON_BYTES.now : JSON_BYTES.old
  if (Buffer.byteLength(value) > most) return no(`is too large (maximum is ${most} bytes)`)
  try {
    JSON.parse(value)
    return { value }
  } catch (error) {
    return no(`is invalid JSON: ${error instanceof Error ? error.message : String(error)}.`)
  }
}
