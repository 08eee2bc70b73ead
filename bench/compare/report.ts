import type { Json } from '../../src/model/json.ts'
import { type Difference, differences } from './differences.ts'
import type { Step } from './side.ts'

export interface Verdict {
  lines: string[]
  different: number
}

export interface Showing {
  /** Most differences that are shown of a step. */
  most: number
  /** Paths that may differ: told, not counted. */
  allowed: RegExp[]
}

/** What both versions did in an input, step by step. */
export function judge(old: Step[], now: Step[], showing: Showing): Verdict {
  const verdict: Verdict = { lines: [], different: 0 }
  for (let place = 0; place < Math.max(old.length, now.length); place += 1) {
    const [before, after] = [old[place], now[place]]
    const found = differences(before?.outcome, after?.outcome, '')
    const counted = found.filter(({ path }) => !showing.allowed.some((pattern) => pattern.test(path)))
    const told = found.length - counted.length
    const words = [...remarks(before, after), ...(told > 0 ? [`${told} allowed differences`] : [])]
    const said = words.length > 0 ? `  (${words.join('; ')})` : ''
    const title = before?.title ?? after?.title ?? ''
    verdict.different += counted.length
    verdict.lines.push(`  ${counted.length === 0 ? 'same' : 'DIFFERENT'}  ${title}: ${sizeOf(before)}${said}`)
    verdict.lines.push(...counted.slice(0, showing.most).flatMap(shown))
    if (counted.length > showing.most) verdict.lines.push(`      … and ${counted.length - showing.most} more`)
  }
  return verdict
}

/** What was compared, so that an empty comparison does not look like a good one. */
function sizeOf(step: Step | undefined): string {
  if (!step) return 'the old version did not come so far'
  const { exit, calls, plan } = step.outcome as { exit: Json; calls: { [shape: string]: number }; plan?: Counted }
  const counts = plan ? Object.entries(plan).filter(([name, list]) => LISTS.includes(name) && size(list) > 0) : []
  const made = Object.values(calls ?? {}).reduce((sum, count) => sum + count, 0)
  return [`exit ${exit}`, ...counts.map(([name, list]) => `${size(list)} ${name}`), `${made} calls`].join(', ')
}

type Counted = { [name: string]: Json }

const LISTS = ['operations', 'blocked', 'drift', 'conflicts', 'unmatched', 'ambiguous', 'gone', 'stale', 'guards']

function size(list: Json | undefined): number {
  return Array.isArray(list) ? list.length : 0
}

/** Words for people may change; that they did is worth a look. */
function remarks(before: Step | undefined, after: Step | undefined): string[] {
  if (!before || !after || before.said === after.said) return []
  const [old, now] = [before.said.split('\n'), after.said.split('\n')]
  const place = old.findIndex((line, index) => line !== now[index])
  const [was, is] = around(old[place] ?? '', now[place] ?? '')
  return [`its words are others: ${was} -> ${is}`]
}

function shown({ path, old, new: now }: Difference): string[] {
  const [was, is] = around(text(old), text(now))
  return [`      ${path}`, `        old: ${was}`, `        new: ${is}`]
}

function text(value: Json | undefined): string {
  return value === undefined ? '(nothing)' : JSON.stringify(value)
}

const ROOM = 160
const BEFORE = 40

/** Both texts, cut to where they begin to differ. */
function around(old: string, now: string): [string, string] {
  let same = 0
  while (same < Math.min(old.length, now.length) && old[same] === now[same]) same += 1
  const from = Math.max(0, same - BEFORE)
  const cut = (whole: string): string =>
    `${from > 0 ? '…' : ''}${whole.slice(from, from + ROOM)}${whole.length > from + ROOM ? '…' : ''}`
  return [cut(old), cut(now)]
}
