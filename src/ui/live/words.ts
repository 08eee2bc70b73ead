import type { KindWork } from '../../model/event.ts'
import { grouped } from '../../model/figures.ts'
import { count } from '../words.ts'
import { settled } from './time-left.ts'
import { BAD, type Reading, type RunView } from './view.ts'

const MINUTE = 60
const HOUR = 3600

/** `0:42`, `12:05`, `3:04:05` */
export function elapsed(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const two = (number: number): string => String(number).padStart(2, '0')
  const minutes = Math.floor(whole / MINUTE)
  return whole < HOUR
    ? `${minutes}:${two(whole % MINUTE)}`
    : `${Math.floor(whole / HOUR)}:${two(minutes % MINUTE)}:${two(whole % MINUTE)}`
}

/** `10 s`, `4 min 30 s`, `2 h 10 min` */
function span(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / HOUR), Math.floor((seconds % HOUR) / MINUTE), seconds % MINUTE]
  const parts = [hours > 0 ? `${hours} h` : '', minutes > 0 ? `${minutes} min` : '', rest > 0 ? `${rest} s` : '']
  return parts.filter((part) => part !== '').join(' ')
}

/** `about 40 s left`, `about 4 min 30 s left`, `about 2 h 10 min left`; nothing while nobody can know. */
export function left(seconds: number | null): string {
  return seconds === null ? '' : `about ${span(settled(seconds))} left`
}

/** `430 of 1,000 listings`, `12,000 of 104,000 (the products)` */
export function howMuch({ read, of, what }: Pick<Reading, 'read' | 'of' | 'what'>): string {
  const number = of === null || of < read ? grouped(read) : `${grouped(read)} of ${grouped(of)}`
  if (what === '') return read === 0 ? '' : number
  return what === 'listings' ? `${number} listings` : `${number} (${what})`
}

/** `1,241 calls: 18 of 20 in 10 s, 1,204 of 5,000 in 1 h; 3 throttled, 1 repeated`; or `1,241 calls: 1,204 of 2,000 points in 20 s` */
export function callsText({ calls, windows }: Pick<RunView, 'calls' | 'windows'>): string {
  const { reads, writes, throttled, retried } = calls
  const used = windows.map(
    ({ used, limit, window_size, unit }) =>
      `${grouped(used)} of ${unit === undefined ? grouped(limit) : count(limit, unit)} in ${span(window_size)}`,
  )
  const odd = [
    throttled > 0 ? `${grouped(throttled)} throttled` : '',
    retried > 0 ? `${grouped(retried)} repeated` : '',
  ].filter((text) => text !== '')
  const [all, often] = [count(reads + writes, 'call'), used.join(', ')]
  return [often === '' ? all : `${all}: ${often}`, odd.join(', ')].filter((text) => text !== '').join('; ')
}

/** `2 failed, 14 skipped`; nothing when all is well. */
export function troubleText(counts: Pick<KindWork, (typeof BAD)[number]>): string {
  const words = { failed: 'failed', conflict: 'in conflict', skipped: 'skipped' }
  return BAD.flatMap((bad) => (counts[bad] > 0 ? [`${grouped(counts[bad])} ${words[bad]}`] : [])).join(', ')
}

/** `10:04:12 UTC` */
export function clockTime(at: number): string {
  return `${new Date(at).toISOString().slice(11, 19)} UTC`
}

export function percent(part: number, all: number): number {
  return all === 0 ? 100 : Math.floor((part / all) * 100)
}
