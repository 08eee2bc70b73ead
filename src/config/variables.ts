import { nearest } from './nearest.ts'

const PREFIXED = [
  'PLYTIX_API_KEY',
  'PLYTIX_API_PASSWORD',
  'PLYTIX_API_URL',
  'PLYTIX_AUTH_URL',
  'SP_API_CLIENT_ID',
  'SP_API_CLIENT_SECRET',
  'SP_API_REFRESH_TOKEN',
  'SP_API_URL',
  'SP_API_LWA_URL',
]
const PLAIN = ['SYNC_ACCOUNT', 'NO_COLOR', 'CI']

/** True for what this program reads, under the prefix of an account too. */
export function isVariable(name: string): boolean {
  return PLAIN.includes(name) || PREFIXED.includes(withoutPrefix(name))
}

/** The variable that was probably meant, with the prefix that the name has. */
export function nearestVariable(name: string): string | null {
  const begin = name.search(/(?<=_)(PLYTIX|SP)_?[A-Z]/)
  const near = begin > 0 ? nearest(name.slice(begin), PREFIXED) : null
  return near === null ? nearest(name, [...PLAIN, ...PREFIXED]) : name.slice(0, begin) + near
}

function withoutPrefix(name: string): string {
  const known = PREFIXED.find((variable) => name.endsWith(`_${variable}`))
  return known !== undefined && /^[A-Z0-9_]{1,41}$/.test(name.slice(0, -known.length)) ? known : name
}

const PLACEHOLDERS = [
  /^[<[{(].*[>\]})]$/,
  /^(…|\.{3,}|\*{3,}|-{3,}|\?{2,})$/,
  /x{6,}$|^x{3,}$/i,
  /^(change|replace|fill|insert|put|enter)[-_ ]?(me|this|it|here|in|your)?([-_ ].*)?$/i,
  /^(your|my)[-_ ].*$/i,
  /^(todo|tbd|placeholder|dummy)$/i,
]

/** True for what examples hold in place of a credential. */
export function isPlaceholder(value: string): boolean {
  return PLACEHOLDERS.some((pattern) => pattern.test(value.trim()))
}
