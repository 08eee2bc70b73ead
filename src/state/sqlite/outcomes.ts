import type { KeptBaseline, OperationOutcome, RunStart } from '../../model/run.ts'
import type { Written } from '../../model/state.ts'
import type { Connection } from './connection.ts'
import { tell } from './run-rows.ts'
import { saveWritten } from './written.ts'

interface Concluded {
  outcome: OperationOutcome
  written: Written | undefined
  at: string
}

/** An outcome, and what it says about the resource that was written. */
export function concludeOperation(connection: Connection, run: RunStart, concluded: Concluded): void {
  const { outcome, written, at } = concluded
  const { id, outcome: became } = outcome
  saveOutcome(connection, run.run_id, outcome)
  tell(connection, run.run_id, { at, type: 'operation.finished', operation: id, outcome: became })
  if (!written || !outcome.target_id) return
  const { key: sku, created, fields, baseline } = written
  const { account, run_id } = run
  const { target_id: product_id } = outcome
  if (written.removed) {
    if (became === 'succeeded' || became === 'adopted') forgetProduct(connection, { account, product_id, sku })
    return
  }
  if (baseline) saveBaseline(connection, { account, product_id }, baseline)
  if (fields) saveWritten(connection, { account, sku, run_id }, fields)
  if (became !== 'adopted') saveProduct(connection, { sku, created, account, product_id, modified: outcome.modified })
}

export function saveOutcome(connection: Connection, runId: string, outcome: OperationOutcome): void {
  const { id, outcome: became, ...details } = outcome
  connection
    .statement(
      'INSERT INTO operations (run_id, id, outcome, details) VALUES (?, ?, ?, ?) ' +
        'ON CONFLICT DO UPDATE SET outcome = excluded.outcome, details = excluded.details',
    )
    .run(runId, id, became, JSON.stringify(details))
}

/** The target's id: a product that is renamed keeps its baseline, and a copy has none. */
type Place = { account: string; product_id: string }

/** As if it had never been written: what a run of ours has deleted, nobody else has. */
function forgetProduct(connection: Connection, { account, product_id, sku }: Place & { sku: string }): void {
  for (const table of ['product_writes', 'baselines'])
    connection.statement(`DELETE FROM ${table} WHERE account = ? AND product_id = ?`).run(account, product_id)
  connection.statement('DELETE FROM written WHERE account = ? AND sku = ?').run(account, sku)
}

function saveBaseline(connection: Connection, { account, product_id }: Place, { text, found }: KeptBaseline): void {
  if (text === null) {
    connection.statement('DELETE FROM baselines WHERE account = ? AND product_id = ?').run(account, product_id)
    return
  }
  const insert = 'INSERT INTO baselines (account, product_id, text) VALUES (?, ?, ?) ON CONFLICT DO '
  connection.statement(insert + (found ? 'NOTHING' : 'UPDATE SET text = excluded.text')).run(account, product_id, text)
}

interface ProductWrite extends Place {
  sku: string
  created: boolean
  modified: string | null | undefined
}

export function saveProduct(connection: Connection, product: ProductWrite): void {
  const { account, product_id, sku, modified = null, created } = product
  connection
    .statement(
      'INSERT INTO product_writes (account, product_id, sku, modified, created) VALUES (?, ?, ?, ?, ?) ' +
        'ON CONFLICT DO UPDATE SET sku = excluded.sku, modified = coalesce(excluded.modified, modified), ' +
        'created = max(created, excluded.created)',
    )
    .run(account, product_id, sku, modified, created ? 1 : 0)
}
