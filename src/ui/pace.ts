import type { EndpointFigures, SystemFigures } from '../model/call.ts'
import { perSecond } from '../model/call-figures.ts'
import { grouped } from '../model/figures.ts'
import type { WindowUse } from '../model/plan-figures.ts'
import { count, duration, moment } from './words.ts'

/** `2,000 listings in 25 s, 80 a second`. */
export function rateWords(number: number, seconds: number, noun: string): string {
  return `${rateText(perSecond(number, seconds))} ${noun} a second, ${duration(seconds)} in all`
}

/** With two decimals where it is small. */
export function rateText(rate: number): string {
  return rate < 10 ? rate.toFixed(2) : grouped(Math.round(rate))
}

/** What was asked of a system, kind by kind, and how full its limits are; each a line. */
export function systemWords({ system, endpoints, windows = [] }: SystemFigures): string[] {
  return [
    ...endpoints.map((endpoint) => `${system}: ${endpointWords(endpoint)}`),
    ...windows.map((window) => `${system}: ${windowWords(window)}`),
  ]
}

/** `Search Products: 12 calls, 214 ms on average, 1.4 s at most, 2.6 s in all`. */
export function endpointWords({ endpoint, calls, unanswered, ...times }: EndpointFigures): string {
  const lost = unanswered > 0 ? ` and ${grouped(unanswered)} without an answer` : ''
  return `${endpoint}: ${count(calls, 'call')}${lost}${timesText(calls, times)}`
}

type Times = Pick<EndpointFigures, 'average_ms' | 'longest_ms' | 'ms'>

function timesText(calls: number, { average_ms, longest_ms, ms }: Times): string {
  if (average_ms === null) return ''
  if (calls === 1) return `, ${milliseconds(ms)}`
  return `, ${milliseconds(average_ms)} on average, ${milliseconds(longest_ms)} at most, ${milliseconds(ms)} in all`
}

/** Short times are what differs. */
function milliseconds(ms: number): string {
  if (ms >= 1000) return duration(ms / 1000)
  return `${ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms)} ms`
}

/** `12 of 40 calls used in 10 s, room for 28, resets at 13:24:10 UTC`. */
export function windowWords({ of, unit = 'call', limit, window_size, used, room, resets_at }: WindowUse): string {
  const whose = of === undefined ? '' : `${of}: `
  const resets = resets_at === null ? '' : `, resets at ${moment(resets_at)}`
  const span = window_size < 60 ? `${Math.round(window_size * 10) / 10} s` : duration(window_size).replace('about ', '')
  return `${whose}${grouped(used)} of ${count(limit, unit)} used in ${span}, room for ${grouped(room)}${resets}`
}
