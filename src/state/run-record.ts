import { readFile, writeFile } from 'node:fs/promises'
import { replaceFile } from '../disk/replace-file.ts'
import { OUTCOMES } from '../model/run.ts'
import { listOf, nullable, number, oneOf, optional, recordOf, type Shape, shapeOf, text } from '../model/shape.ts'
import type { RunRecord } from '../model/state.ts'
import { runFile } from './run-folder.ts'
import { unreadable } from './run-unreadable.ts'

/** What the end of a run says. */
export const RESULT_SHAPE: Shape = shapeOf({
  run_id: text,
  plan_id: text,
  status: oneOf('complete', 'partial', 'stopped', 'interrupted'),
  operations: recordOf(number),
  calls: recordOf(number),
  seconds: number,
  failures: listOf(shapeOf({ address: text, action: text })),
  ending: optional(nullable(shapeOf({ code: text, message: text }))),
})

const CALL = shapeOf({
  ...{ system: text, operation: text, service_code: optional(nullable(text)), request_id: optional(nullable(text)) },
  fields: listOf(shapeOf({ field: text, message: text })),
})

const LINKS = shapeOf({ relationship: text, targets: listOf(text) })

const DETAILS = {
  ...{ target_id: optional(text), modified: optional(text), status: optional(number), attempts: optional(number) },
  ...{ code: optional(text), message: optional(text), hint: optional(text), left_out: optional(listOf(text)) },
  call: optional(CALL),
  linked: optional(LINKS),
  unlinked: optional(LINKS),
  former: optional(nullable(text)),
}

/** What is known of an outcome besides its name. */
export const DETAILS_SHAPE: Shape = shapeOf(DETAILS)

const RECORD_SHAPE = shapeOf({
  run: shapeOf({
    ...{ run_id: text, plan_id: text, account: text, scope: text, started_at: text, operations: number },
    retry_of: optional(text),
  }),
  result: RESULT_SHAPE,
  outcomes: listOf(shapeOf({ id: text, outcome: oneOf(...OUTCOMES), ...DETAILS })),
})

const NAME = 'result.json'

export async function saveRecord(folder: string, record: RunRecord): Promise<void> {
  const path = runFile(folder, record.run.run_id, NAME)
  await replaceFile(path, (draft) => writeFile(draft, `${JSON.stringify(record)}\n`))
}

/**
 * `null` when there is none: the run did not end; `damaged` when there is one that nothing can be learned from.
 * @throws SyncError when it cannot be read
 */
export async function loadRecord(folder: string, runId: string): Promise<RunRecord | 'damaged' | null> {
  const path = runFile(folder, runId, NAME)
  const content = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw unreadable(runId, path, error)
  })
  return content === null ? null : parse(content, runId)
}

function parse(content: string, runId: string): RunRecord | 'damaged' {
  try {
    const record = JSON.parse(content) as RunRecord
    return RECORD_SHAPE(record) === null && record.run.run_id === runId ? record : 'damaged'
  } catch {
    return 'damaged'
  }
}
