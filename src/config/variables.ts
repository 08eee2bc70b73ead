import type { Providers } from '../model/provider.ts'
import { nearest } from './nearest.ts'

const PLAIN = ['SYNC_ACCOUNT', 'NO_COLOR', 'CI']

/** The variables of these providers; an account's prefix may stand before each. */
export function variableNames(providers: Providers): string[] {
  return [...providers.values()].flatMap(({ variables }) => variables.map(({ name }) => name))
}

/** True for what this program reads, under the prefix of an account too. */
export function isVariable(name: string, prefixed: readonly string[]): boolean {
  return PLAIN.includes(name) || prefixed.includes(withoutPrefix(name, prefixed))
}

/** The variable that was probably meant, with the prefix that the name has. */
export function nearestVariable(name: string, prefixed: readonly string[]): string | null {
  const heads = new Set(prefixed.map((variable) => variable.split('_', 1)[0] ?? ''))
  const begin = heads.size === 0 ? -1 : name.search(new RegExp(`(?<=_)(${[...heads].join('|')})_?[A-Z]`))
  const near = begin > 0 ? nearest(name.slice(begin), prefixed) : null
  return near === null ? nearest(name, [...PLAIN, ...prefixed]) : name.slice(0, begin) + near
}

function withoutPrefix(name: string, prefixed: readonly string[]): string {
  const known = prefixed.find((variable) => name.endsWith(`_${variable}`))
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
