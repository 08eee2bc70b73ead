import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { replaceFile } from '../disk/replace-file.ts'
import { SHOPS } from '../model/edge-names.ts'
import { safeJson } from '../model/json.ts'
import type { Operation, Plan } from '../model/plan.ts'
import {
  listOf,
  nullable,
  number,
  object,
  oneOf,
  optional,
  recordOf,
  type Shape,
  shapeOf,
  text,
} from '../model/shape.ts'
import { planId } from './plan-id.ts'

/** What is kept of a plan that people were shown: enough to say, later, how another one differs from it. */
export interface ReviewedPlan extends Pick<Plan, 'plan_id' | 'created_at' | 'workspace' | 'sources' | 'selection'> {
  /** How many operations it has. */
  count: number
  /** `null`: there are too many to keep them. */
  operations: Operation[] | null
}

/** The newest so many are kept. */
const KEPT = 8
/** Of the operations of one plan; whoever reviews more reads them in a file. */
const MOST_BYTES = 4 * 1024 * 1024
/** Their size tells roughly that of all. */
const SAMPLE = 100
const FOLDER = 'reviewed'
const VERSION = '1'

/** As a plan has it: the digest in full, since whatever is shorter could be met by another plan on purpose. */
const PLAN_ID = /^sha256:([0-9a-f]{64})$/

export function isPlanId(id: string): boolean {
  return PLAN_ID.test(id)
}

export function reviewOf(plan: Plan): ReviewedPlan {
  const { plan_id, created_at, workspace, sources, selection, operations } = plan
  return { plan_id, created_at, workspace, sources, selection, count: operations.length, operations }
}

/** Keeps what was shown, whole or not at all, and drops the oldest. @throws an error of the system */
export async function saveReviewed(folder: string, plan: Plan): Promise<void> {
  const place = join(folder, FOLDER)
  const { operations, ...head } = reviewOf(plan)
  const lines = linesOf(operations ?? [])
  const first = JSON.stringify({ version: VERSION, kept: lines === null ? 'head' : 'whole', ...head })
  const content = [first, ...(lines ?? [])].map((line) => `${safeJson(line)}\n`).join('')
  await mkdir(place, { recursive: true, mode: 0o700 })
  await replaceFile(fileOf(place, plan.plan_id), (draft) => writeFile(draft, content, { mode: 0o600 }))
  await dropOldest(place)
}

/** `null` when they take too much room, which the first of them tell, so that a long plan costs no more time for it. */
function linesOf(operations: Operation[]): string[] | null {
  const lines: string[] = []
  let bytes = 0
  for (const operation of operations) {
    const line = JSON.stringify(operation)
    lines.push(line)
    bytes += Buffer.byteLength(line) + 1
    const expected = lines.length === SAMPLE ? (bytes / SAMPLE) * operations.length : bytes
    if (bytes > MOST_BYTES || expected > 2 * MOST_BYTES) return null
  }
  return lines
}

function fileOf(place: string, id: string): string {
  return join(place, `${PLAN_ID.exec(id)?.[1]}.ndjson`)
}

/** What a crash left half written goes with them, once nobody can be writing it any more. */
async function dropOldest(place: string): Promise<void> {
  const names = (await readdir(place)).filter((name) => /^[0-9a-f]{64}\.ndjson(\.[0-9a-f]{8}\.tmp)?$/.test(name))
  const aged = await Promise.all(names.map(async (name) => ({ name, at: await timeOf(join(place, name)) })))
  const [drafts, whole] = [
    aged.filter(({ name }) => name.endsWith('.tmp')),
    aged.filter(({ name }) => !name.endsWith('.tmp')),
  ]
  const newest = Math.max(...whole.map(({ at }) => at))
  const old = whole.toSorted((a, b) => b.at - a.at).slice(KEPT)
  const left = drafts.filter(({ at }) => newest - at > AN_HOUR)
  for (const { name } of [...old, ...left]) await rm(join(place, name), { force: true })
}

const AN_HOUR = 3_600_000

/** Of one that somebody else drops at the same time: long ago. */
async function timeOf(file: string): Promise<number> {
  const stats = await stat(file).catch(() => null)
  return stats?.mtimeMs ?? 0
}

/** What was shown under this id; `null` where nothing is kept, or what is kept is damaged. */
export async function loadReviewed(folder: string, id: string): Promise<ReviewedPlan | null> {
  const file = fileOf(join(folder, FOLDER), id)
  const size = await stat(file).then(
    (stats) => (stats.isFile() ? stats.size : Number.POSITIVE_INFINITY),
    () => Number.POSITIVE_INFINITY,
  )
  if (size > 2 * MOST_BYTES) return null
  const content = await readFile(file, 'utf8').catch(() => '')
  return parse(content, id)
}

const SELECTION = shapeOf({
  ...{ only: listOf(text), addresses: listOf(text), exclude: listOf(text), prune: listOf(text), [SHOPS]: listOf(text) },
  ...{ style: nullable(text), limit: nullable(number) },
  take: optional(shapeOf({ side: text, attributes: listOf(text) })),
})

const HEAD: Shape = shapeOf({
  ...{ version: oneOf(VERSION), kept: oneOf('whole', 'head'), plan_id: text, created_at: text, count: number },
  sources: listOf(shapeOf({ provider: text, export_digest: text })),
  selection: SELECTION,
  workspace: shapeOf({ digest: text, files: optional(recordOf(text)) }),
})

/** Operations prove themselves: the id is their digest. */
function parse(content: string, id: string): ReviewedPlan | null {
  try {
    const [head, ...lines] = content
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    if (HEAD(head) !== null || head.plan_id !== id) return null
    const { version: _version, kept, ...review } = head
    if (kept === 'head') return { ...review, operations: null }
    const operations = lines.every((line) => object(line) === null) ? (lines as Operation[]) : []
    return planId(operations) === id ? { ...review, operations } : null
  } catch {
    return null
  }
}
