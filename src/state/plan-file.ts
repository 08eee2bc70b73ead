import { constants } from 'node:buffer'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { StalePlanError } from '../model/errors.ts'
import { safeJson } from '../model/json.ts'
import { type Operation, PLAN_FORMAT, type Plan } from '../model/plan.ts'
import { type OutputKind, prepareOutput, writeOutput } from './output-file.ts'
import { writePieces } from './pieces.ts'
import { checkPlan } from './plan-check.ts'

const LISTS = [
  ...(['operations', 'blocked', 'drift', 'conflicts', 'unmatched', 'ambiguous'] as const),
  ...(['gone', 'stale', 'diagnostics'] as const),
]

/** A JSON text of more than 512 MiB does not fit into one string; such plans are read by line instead. */
const LARGE = 256 * 1024 * 1024
/** More than any plan that memory can hold. */
const LARGEST = 2 * 1024 ** 3

/** Digest of the operations alone, without `kind` and `key`, whatever the white space around them: what people approve. */
export function planId(operations: Operation[]): string {
  const hash = createHash('sha256')
  for (const operation of operations) hash.update(`${approvedText(operation)}\n`)
  return `sha256:${hash.digest('hex')}`
}

/**
 * Cut out of the text where they stand as this program writes them: a copy of every operation would cost as much as all
 * else. Quotes inside of values are escaped, so what is found first can only be these names.
 */
function approvedText(operation: Operation): string {
  if (!beginsAsWritten(operation)) {
    const { kind: _kind, key: _key, ...approved } = operation
    return JSON.stringify(approved)
  }
  const text = JSON.stringify(operation)
  const names = text.indexOf(',"kind":')
  return text.slice(0, names) + text.slice(text.indexOf(',"target_id":', names))
}

const FIRST = ['id', 'address', 'action', 'kind', 'key', 'target_id']

function beginsAsWritten(operation: Operation): boolean {
  let place = 0
  for (const name in operation) {
    if (place === FIRST.length) return true
    if (name !== FIRST[place]) return false
    place += 1
  }
  return false
}

/**
 * The plan as a JSON document in pieces, one entry of a list per line. With an error it says as well why the command that
 * made it fails.
 */
export function* planText(plan: Plan, error: object | null = null): Generator<string> {
  yield '{\n'
  for (const [key, value] of Object.entries({ ...plan, ...(error && { error }) })) {
    if (!(LISTS as readonly string[]).includes(key))
      yield `${JSON.stringify(key)}: ${safeJson(JSON.stringify(value))},\n`
  }
  for (const key of LISTS) {
    yield `${JSON.stringify(key)}: [`
    let separator = '\n'
    for (const entry of plan[key]) {
      yield separator + safeJson(JSON.stringify(entry))
      separator = ',\n'
    }
    yield `${separator === '\n' ? '' : '\n'}]${key === LISTS.at(-1) ? '' : ','}\n`
  }
  yield '}\n'
}

const CHUNK = 1 << 20

const PLAN: OutputKind = {
  code: 'plan-unwritable',
  name: 'plan',
  one: 'plan',
  begins: /^\s*\{\s*"format_version"\s*:\s*"[^"]*"\s*,\s*"program"\s*:/,
}

/** Checks a place for a plan before the plan is made. @throws ConfigError */
export function preparePlan(path: string): void {
  prepareOutput(path, PLAN)
}

/** Writes a plan where a flag says; whole or not at all. @throws ConfigError */
export async function writePlan(path: string, plan: Plan): Promise<void> {
  await writeOutput(path, PLAN, (draft) => writePieces(draft, planText(plan)))
}

/** @throws StalePlanError when the file is no plan, was cut off or edited, or is of another format. */
export async function readPlan(path: string): Promise<Plan> {
  const size = await sizeOf(path)
  const value = size > LARGE ? await readByLine(path) : parse(path, await readWhole(path))
  const plan = checkPlan(path, value, PLAN_FORMAT)
  if (planId(plan.operations) !== plan.plan_id) {
    throw new StalePlanError(
      'plan-edited',
      `The operations in ${path} do not agree with its plan_id: the file was edited.`,
      {
        hints: [
          'Make a new plan with "sync plan --out FILE"; to change what it does, change the workspace or narrow it with --address.',
        ],
      },
    )
  }
  return plan
}

/** A pipe or a device would be waited for, or never end. */
async function sizeOf(path: string): Promise<number> {
  const refuse = (message: string, hint: string, cause?: unknown) =>
    new StalePlanError('plan-unreadable', message, { hints: [hint], cause })
  const stats = await stat(path).catch((cause) => {
    throw refuse(`There is no readable plan at ${path}.`, 'Make one with "sync plan --out FILE".', cause)
  })
  if (!stats.isFile()) {
    throw refuse(`${path} is no regular file, so no plan is read from it.`, 'Write the plan to a file, and name that.')
  }
  if (stats.size > LARGEST) throw refuse(`${path} is larger than 2 GB; no plan is.`, 'Name a plan.')
  return stats.size
}

async function readWhole(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new StalePlanError('plan-unreadable', `The plan at ${path} cannot be read: ${(cause as Error).message}.`, {
      hints: ['Name the file that "sync plan --out FILE" has made, and make it readable for you.'],
      cause,
    })
  }
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw unreadable(path, cause)
  }
}

function unreadable(path: string, cause: unknown): StalePlanError {
  return new StalePlanError('plan-unreadable', `${path} is not a whole plan: it is cut off, or is no JSON.`, {
    hints: ['Make a new one with "sync plan --out FILE".'],
    cause,
  })
}

async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = ''
  let begun = false
  for await (const piece of createReadStream(path, { encoding: 'utf8', highWaterMark: CHUNK })) {
    if (rest.length + piece.length > constants.MAX_STRING_LENGTH) throw new Error('a line is too long')
    rest += piece
    if (!begun && !/^\s*\{/.test(piece)) throw new Error('it does not begin as a plan')
    begun = true
    if (!piece.includes('\n')) continue
    const lines = rest.split(/\r?\n/)
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

/** Reads the layout that `planText` writes: a list's entries stand on lines of their own. */
async function readByLine(path: string): Promise<unknown> {
  const lists: { [key: string]: unknown[] } = {}
  const head: string[] = []
  let list: unknown[] | null = null
  let ended = false
  try {
    for await (const line of linesOf(path)) {
      const start = /^"([a-z]+)": \[(\],?)?$/.exec(line)
      if (start?.[1]) {
        const entries: unknown[] = []
        lists[start[1]] = entries
        list = start[2] === undefined ? entries : null
      } else if (list === null) {
        head.push(line)
        ended = line === '}'
      } else if (/^\],?$/.test(line)) list = null
      else list.push(JSON.parse(line.replace(/,$/, '')))
    }
    if (!ended) throw new Error('the closing brace is missing')
    return { ...JSON.parse(head.join('').replace(/,\}$/, '}')), ...lists }
  } catch (cause) {
    throw unreadable(path, cause)
  }
}
