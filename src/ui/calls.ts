import type { KeptCall, SystemFigures } from '../model/call.ts'
import { grouped } from '../model/figures.ts'
import { endpointWords } from './pace.ts'
import { lines, type Phrase, type Report, type Section, strong } from './report/report.ts'
import { count, moment } from './words.ts'

interface Kept {
  id: string
  run_id: string | null
  command: string
  started_at: string
  systems: SystemFigures[]
}

/** Calls of a run or a command: by endpoint first, then one by one. */
export function reviewCalls(kept: Kept & { calls: KeptCall[] }, most: number | null): Report {
  const { id, run_id, command, started_at, systems, calls } = kept
  const title = `Calls of ${id}`
  const shown = most === null ? calls : calls.slice(-most)
  return {
    title,
    head: [[strong(`${title}: `), `sync ${command}${run_id === null ? '' : ', a run'}, begun ${moment(started_at)}.`]],
    sections: [
      ...systems.map(
        (system): Section => ({
          id: `system-${system.system}`,
          title: `${system.system}: ${count(system.calls, 'call')}`,
          weight: 'note',
          blocks: [lines(...system.endpoints.map(endpointWords))],
        }),
      ),
      ...(shown.length === 0 ? [] : [oneByOne(shown, calls.length - shown.length)]),
    ],
    closing: [[strong(`${count(calls.length, 'call')}: ${summary(systems)}.`)]],
  }
}

const COLUMNS = ['Time', 'System', 'Endpoint', 'Status', 'ms', 'Attempt', 'Remark']

function oneByOne(calls: KeptCall[], before: number): Section {
  const rows = calls.map((call): Phrase[] => [
    call.at.slice(11, 23),
    call.system,
    call.endpoint,
    statusText(call),
    String(call.ms),
    String(call.attempt),
    call.failure ?? call.request_id ?? '',
  ])
  const title = before > 0 ? `The latest ${count(calls.length, 'call')}` : 'One by one'
  return { id: 'calls', title, weight: 'note', blocks: [{ is: 'table', columns: COLUMNS, rows, more: 0 }] }
}

function statusText({ status, failure }: KeptCall): string {
  if (status === null) return failure === undefined ? 'done' : 'failed'
  return status === 0 ? 'none' : String(status)
}

/** What calls are kept of, the oldest first. */
export function reviewKept(kept: Kept[]): Report {
  const title = 'Calls'
  const last = kept.at(-1)
  if (last === undefined) return { title, head: [], sections: [], closing: ['No calls are kept yet.'] }
  const rows = kept.map(({ id, command, started_at, systems }) => [id, command, moment(started_at), summary(systems)])
  return {
    title,
    head: [[strong(`${title}: `), 'by run and command, the oldest first.']],
    sections: [
      {
        id: 'kept',
        title: count(kept.length, 'command'),
        weight: 'note',
        blocks: [{ is: 'table', columns: ['Id', 'Command', 'Begun', 'Calls'], rows, more: 0 }],
      },
    ],
    closing: [[strong(`The newest is ${last.id}: ${summary(last.systems)}.`)]],
  }
}

function summary(systems: SystemFigures[]): string {
  if (systems.length === 0) return 'none'
  return systems.map(({ system, calls }) => `${system} ${grouped(calls)}`).join(', ')
}
