import { counted } from '../model/counted.ts'
import { ITEM_ID, SHOP } from '../model/edge-names.ts'
import { grouped } from '../model/figures.ts'
import type { ItemNames } from '../model/plan.ts'
import type { RateWindow } from '../model/plan-figures.ts'
import { visible } from './visible.ts'

/** `1 product`, `2 products`. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return counted(number, singular, plural)
}

/** An item of a report: its id, and where the workspace has several sources, that of its shop in one of them. */
export function itemName({ [ITEM_ID]: id, source, [SHOP]: shop }: ItemNames): string {
  return source === undefined ? id : `${source}/${shop}/${id}`
}

/** What stands at the end of a list that does not hold all: `12 more`. */
export function furtherOf({ more = 0 }: { more?: number }): string[] {
  return more > 0 ? [`${grouped(more)} more`] : []
}

/** With a capital at its start; a field's name keeps its case. */
export function sentence(text: string): string {
  return /^\p{Ll}+ /u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text
}

const MINUTE = 60
const HOUR = 3600

/** A duration for people: `0.4 s`, `20 s`, `about 3 minutes`, `about 2.5 hours`. */
export function duration(seconds: number): string {
  if (seconds < MINUTE) return `${seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds)} s`
  if (seconds < HOUR) return `about ${count(Math.round(seconds / MINUTE), 'minute')}`
  return `about ${count(Math.round((seconds / HOUR) * 10) / 10, 'hour')}`
}

const PERIODS = new Map([
  [1, 'second'],
  [MINUTE, 'minute'],
  [HOUR, 'hour'],
  [24 * HOUR, 'day'],
])

/** A window for people: `20 calls per 10 s`, `2,000 calls per hour`, `100 points per second`. */
export function rateWindow({ limit, window_size, unit = 'call' }: RateWindow): string {
  const per = PERIODS.get(window_size) ?? `${window_size} s`
  return `${count(limit, unit)} per ${per}`
}

const MOST = 1000

/** One safe line: nothing hidden in it, and never longer than what a terminal or a comment can take. */
export function line(text: string): string {
  const safe = visible(text)
  return safe.length <= MOST ? safe : `${safe.slice(0, MOST - 1)}…`
}

const VALUE = 60

/** A value in quotes, shortened. */
export function shown(value: unknown): string {
  return quoted(value, (text) => (text.length > VALUE ? `${text.slice(0, VALUE - 1)}…` : text))
}

/** A value in quotes, however long it is. */
export function whole(value: unknown): string {
  return quoted(value, (text) => text)
}

function quoted(value: unknown, shorten: (text: string) => string): string {
  if (value === null || value === undefined) return '(empty)'
  if (value === '{today}') return '(the day of the apply)'
  const text = typeof value === 'string' ? value.replace(/^(\d{4}-\d\d-\d\d)T00:00:00$/, '$1') : JSON.stringify(value)
  return `"${shorten(text)}"`
}

/** Columns padded to the widest entry; the last one is left as it is, and nothing is cut. */
export function columns(rows: string[][], indent = ''): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => {
    const cells = row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
    return visible(indent + cells.join('  ')).trimEnd()
  })
}

const WIDTH = 100

/** A line as several of at most so many characters, broken at spaces alone: nothing is cut, and a long word stays whole. */
export function wrapped(text: string, width = WIDTH): string[] {
  const [start = ''] = /^ */.exec(text) ?? []
  const lines: string[] = []
  let rest = text
  for (let cut = breakOf(rest, start.length, width); cut !== -1; cut = breakOf(rest, start.length + 4, width)) {
    lines.push(rest.slice(0, cut))
    rest = `${start}    ${rest.slice(cut + 1)}`
  }
  return [...lines, rest]
}

/** The space to break at: the last that fits, else the first behind it. */
function breakOf(text: string, indent: number, width: number): number {
  if (text.length <= width) return -1
  const fitting = text.lastIndexOf(' ', width)
  return fitting > indent ? fitting : text.indexOf(' ', WIDTH)
}

/** `2026-11-29 13:24:10 UTC`. @param iso ISO 8601, UTC */
export function moment(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`
}

/** `RELATIONSHIP.SKU` */
export function atFirstDot(key: string): [string, string] {
  const dot = key.indexOf('.')
  return [key.slice(0, dot), key.slice(dot + 1)]
}
