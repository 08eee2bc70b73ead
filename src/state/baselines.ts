import type { KeptBaseline } from '../model/run.ts'
import type { State } from './database.ts'

interface Place {
  account: string
  /** The target's id: a product that is renamed keeps its baseline, and a copy has none. */
  product_id: string
}

/** Statements that keep baselines here instead of on the products. */
export function prepareBaselines({ database }: State): { save(place: Place, baseline: KeptBaseline): void } {
  const insert = 'INSERT INTO baselines (account, product_id, text) VALUES (?, ?, ?) ON CONFLICT DO '
  const replace = database.prepare(`${insert} UPDATE SET text = excluded.text`)
  const add = database.prepare(`${insert} NOTHING`)
  return {
    save({ account, product_id }, { text, found }) {
      const statement = found ? add : replace
      statement.run(account, product_id, text)
    },
  }
}

/** Finds the baseline that is kept here for a product, `null` when there is none. */
export function keptBaselines({ database }: State): (account: string, productId: string) => string | null {
  const find = database.prepare('SELECT text FROM baselines WHERE account = ? AND product_id = ?')
  return (account, productId) => {
    const row = find.get(account, productId)
    return row === undefined ? null : String(row.text)
  }
}
