import { parseAddress } from '../model/address.ts'
import type { Clock } from '../model/clock.ts'
import type { Fields } from '../model/fields.ts'
import type { Journal, KeptBaseline, OperationOutcome, RunResult, RunStart } from '../model/run.ts'
import { prepareBaselines } from './baselines.ts'
import { commit, type State } from './database.ts'
import { prepareWritten } from './written.ts'

/** A journal that also remembers which image addresses the target could not fetch. */
export interface RunJournal extends Journal {
  deadImage(url: string): void
  livingImage(url: string): void
  /** Makes everything durable that was concluded. */
  flush(): void
}

/** Outcomes that may wait until nothing else is to be done; lost in a crash, they are found out by asking the target. */
const BATCH = 200

/**
 * Writes one run down in the state database. Intents are durable on return; outcomes with the next intent or the end.
 *
 * @param guard Called in every transaction; what it throws keeps the transaction from being made.
 */
export function createJournal(state: State, clock: Clock, guard: () => void = () => undefined): RunJournal {
  const write = createStatements(state)
  let run: RunStart | null = null
  let waiting: (() => void)[] = []
  const current = (): RunStart => {
    if (!run) throw new Error('The journal is written before its run begins.')
    return run
  }
  const now = (): string => new Date(clock.now()).toISOString()
  const flush = (last?: () => void): void => {
    if (waiting.length === 0 && !last) return
    commit(state, () => {
      guard()
      for (const statement of waiting) statement()
      last?.()
    })
    waiting = []
  }
  const soon = (): void => {
    try {
      flush()
    } catch {
      // What could not be written is still waiting, and the next intent or the end says why.
    }
  }
  const later = (statement: () => void): void => {
    if (waiting.length === 0) setImmediate(soon)
    waiting.push(statement)
    if (waiting.length >= BATCH) flush()
  }
  return {
    begin(start) {
      flush(() => write.begin(start))
      run = start
    },
    resume(start) {
      flush(() => write.reopen(start.run_id))
      run = start
    },
    intend(operation) {
      const { run_id } = current()
      flush(() => write.intend(run_id, operation, now()))
    },
    conclude(outcome, fields, baseline) {
      const start = current()
      later(() => write.conclude(start, outcome, { fields, baseline }))
    },
    deadImage(url) {
      const { account } = current()
      later(() => write.deadImage(account, url))
    },
    livingImage(url) {
      const { account } = current()
      later(() => write.livingImage(account, url))
    },
    flush: () => flush(),
    end(result) {
      flush(() => write.end(result, now()))
    },
  }
}

interface Stored {
  fields: Fields | undefined
  baseline: KeptBaseline | undefined
}

function createStatements(state: State) {
  const { database } = state
  const begin = database.prepare(
    'INSERT INTO runs (run_id, plan_id, account, scope, started_at, operations, retry_of) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const intend = database.prepare(
    'INSERT INTO operations (run_id, id, intent_at) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET intent_at = excluded.intent_at',
  )
  const conclude = database.prepare(
    'INSERT INTO operations (run_id, id, outcome, details) VALUES (?, ?, ?, ?) ' +
      'ON CONFLICT DO UPDATE SET outcome = excluded.outcome, details = excluded.details',
  )
  const written = database.prepare(
    'INSERT INTO product_writes (account, product_id, sku, modified, created) VALUES (?, ?, ?, ?, ?) ' +
      'ON CONFLICT DO UPDATE SET sku = excluded.sku, modified = coalesce(excluded.modified, modified), ' +
      'created = max(created, excluded.created)',
  )
  const dead = database.prepare('INSERT INTO dead_images (account, url) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const alive = database.prepare('DELETE FROM dead_images WHERE account = ? AND url = ?')
  const values = prepareWritten(state)
  const baselines = prepareBaselines(state)
  const reopen = database.prepare('UPDATE runs SET ended_at = NULL, status = NULL WHERE run_id = ?')
  const find = database.prepare('SELECT result FROM runs WHERE run_id = ?')
  const end = database.prepare('UPDATE runs SET ended_at = ?, status = ?, result = ? WHERE run_id = ?')
  return {
    begin(run: RunStart): void {
      const { run_id, plan_id, account, scope, started_at, operations, retry_of = null } = run
      begin.run(run_id, plan_id, account, scope, started_at, operations, retry_of)
    },
    reopen(run: string): void {
      reopen.run(run)
    },
    intend(run: string, operation: string, at: string): void {
      intend.run(run, operation, at)
    },
    conclude(run: RunStart, { id, outcome, ...details }: OperationOutcome, { fields, baseline }: Stored): void {
      conclude.run(run.run_id, id, outcome, JSON.stringify(details))
      const product = writtenProduct(id)
      if (!product || !details.target_id) return
      if (baseline) baselines.save({ account: run.account, product_id: details.target_id }, baseline)
      if (fields) values.save({ account: run.account, sku: product.sku, run_id: run.run_id }, fields)
      if (outcome === 'adopted') return
      written.run(run.account, details.target_id, product.sku, details.modified ?? null, product.created ? 1 : 0)
    },
    deadImage(account: string, url: string): void {
      dead.run(account, url)
    },
    livingImage(account: string, url: string): void {
      alive.run(account, url)
    },
    end(result: RunResult, at: string): void {
      const earlier = find.get(result.run_id)?.result
      const total = typeof earlier === 'string' ? together(JSON.parse(earlier) as RunResult, result) : result
      end.run(at, result.status, JSON.stringify(total), result.run_id)
    },
  }
}

/** A run that went on has made the calls of all its sessions. */
function together(earlier: RunResult, result: RunResult): RunResult {
  const calls = { ...result.calls }
  for (const key of Object.keys(calls) as (keyof typeof calls)[]) calls[key] += earlier.calls[key]
  return { ...result, calls, seconds: Math.round((earlier.seconds + result.seconds) * 10) / 10 }
}

/** The product that an operation writes to: itself, or the source of links. */
function writtenProduct(operation: string): { sku: string; created: boolean } | null {
  const colon = operation.indexOf(':')
  const address = operation.slice(colon + 1)
  const { kind, key } = parseAddress(address)
  if (kind === 'product') return { sku: key, created: operation.slice(0, colon) === 'create' }
  return kind === 'link' ? { sku: key.slice(key.indexOf('.') + 1), created: false } : null
}
