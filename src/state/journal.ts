import { parseAddress, parseLinkAddress } from '../model/address.ts'
import type { Clock } from '../model/clock.ts'
import { SyncError } from '../model/errors.ts'
import type { Journal, OperationOutcome, RunResult, RunStart } from '../model/run.ts'
import { type State, transact } from './database.ts'

/** A journal that also remembers which image addresses the target could not fetch. */
export interface RunJournal extends Journal {
  deadImage(url: string): void
}

/** Outcomes that may wait for the next intent; lost in a crash, they are found out by asking the target. */
const BATCH = 200

/** Writes one run down in the state database. Intents are durable on return; outcomes with the next intent or the end. */
export function createJournal(state: State, clock: Clock): RunJournal {
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
      for (const statement of waiting) statement()
      last?.()
    })
    waiting = []
  }
  const later = (statement: () => void): void => {
    waiting.push(statement)
    if (waiting.length >= BATCH) flush()
  }
  return {
    begin(start) {
      flush(() => write.begin(start))
      run = start
    },
    intend(operation) {
      const { run_id } = current()
      flush(() => write.intend(run_id, operation, now()))
    },
    conclude(outcome) {
      const start = current()
      later(() => write.conclude(start, outcome))
    },
    deadImage(url) {
      const { account } = current()
      later(() => write.deadImage(account, url))
    },
    end(result) {
      flush(() => write.end(result, now()))
    },
  }
}

function createStatements({ database }: State) {
  const begin = database.prepare(
    'INSERT INTO runs (run_id, plan_id, account, scope, started_at, operations) VALUES (?, ?, ?, ?, ?, ?)',
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
  const end = database.prepare('UPDATE runs SET ended_at = ?, status = ?, result = ? WHERE run_id = ?')
  return {
    begin(run: RunStart): void {
      begin.run(run.run_id, run.plan_id, run.account, run.scope, run.started_at, run.operations)
    },
    intend(run: string, operation: string, at: string): void {
      intend.run(run, operation, at)
    },
    conclude(run: RunStart, { id, outcome, ...details }: OperationOutcome): void {
      conclude.run(run.run_id, id, outcome, JSON.stringify(details))
      const product = outcome === 'adopted' ? null : writtenProduct(id)
      if (!product || !details.target_id) return
      written.run(run.account, details.target_id, product.sku, details.modified ?? null, product.created ? 1 : 0)
    },
    deadImage(account: string, url: string): void {
      dead.run(account, url)
    },
    end(result: RunResult, at: string): void {
      end.run(at, result.status, JSON.stringify(result), result.run_id)
    },
  }
}

/** The product that an operation writes to: itself, or the source of links. */
function writtenProduct(operation: string): { sku: string; created: boolean } | null {
  const colon = operation.indexOf(':')
  const address = operation.slice(colon + 1)
  const { kind, key } = parseAddress(address)
  if (kind === 'product') return { sku: key, created: operation.slice(0, colon) === 'create' }
  return kind === 'link' ? { sku: parseLinkAddress(address).sku, created: false } : null
}

function commit({ database, folder }: State, work: () => void): void {
  try {
    transact(database, work)
  } catch (error) {
    if (!(error instanceof Error) || !('errcode' in error)) throw error
    throw new SyncError('state-unwritable', `The state database in ${folder} cannot be written: ${error.message}.`, {
      hints: ['Check the room on the disk; what was applied so far is in the journal.'],
      cause: error,
    })
  }
}
