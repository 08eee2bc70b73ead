import type { Version } from './call.ts'

/** Microseconds; v1 names the offset, v2 leaves it out. */
export function formatTime(time: number, version: Version): string {
  const micros = Math.round((time - Math.floor(time)) * 1000)
  const text = new Date(Math.floor(time)).toISOString().slice(0, -1) + String(micros).padStart(3, '0')
  return version === 'v1' ? `${text}+00:00` : text
}

/** Milliseconds of a day or an ISO 8601 time (UTC unless it says otherwise), or null. */
export function parseTime(text: string): number | null {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?(Z|[+-]\d{2}:\d{2})?)?$/.exec(text)
  if (!parts) return null
  const [, day, clock = '00:00:00', fraction = '', offset = 'Z'] = parts
  const seconds = Date.parse(`${day}T${clock}${offset}`)
  return Number.isNaN(seconds) ? null : (seconds * 1000 + Number(fraction.padEnd(6, '0'))) / 1000
}
