import { type Session, StatementError } from '../../database/database.ts'
import type { Applied, Change, TargetTraits } from '../../model/target.ts'
import { kindNamed } from '../../model/target-kinds.ts'
import { createRows } from './create-rows.ts'
import { ASSET, ATTRIBUTE, attributeName, GALLERY, PRODUCT, RAW } from './names.ts'
import type { Catalogue } from './read.ts'
import { tableOf } from './tables.ts'
import { deleteRows, updateRows } from './update-rows.ts'
import { createAssets, createAttributes, deleteAssets, updateAttributes } from './write-others.ts'
import { conflict, refused, type Writing, type Written } from './writing.ts'

export interface Batches extends Catalogue {
  traits: TargetTraits
  /** Told of each transaction. */
  onCall: () => void
  /** Told how many rows of a table changed. */
  onChanged: (kind: string, rows: number) => void
}

/**
 * Writes changes of one kind and one action in one transaction. Where the database refuses one of them, the others are
 * written all the same: what failed is halved down to the row. The answers are in the order of the changes.
 */
export async function writeBatch(
  batches: Batches,
  changes: readonly Change[],
  signal: AbortSignal,
): Promise<Applied[]> {
  try {
    batches.onCall()
    const answers = await writeTogether(batches, changes, signal)
    batches.onChanged(changes[0]?.kind ?? '', answers.filter(({ outcome }) => outcome === 'applied').length)
    return answers
  } catch (error) {
    if (!(error instanceof StatementError)) throw error
    const [only] = changes
    if (changes.length === 1 && only) return [refusalOf(only, error)]
    const half = Math.ceil(changes.length / 2)
    const first = await writeBatch(batches, changes.slice(0, half), signal)
    return [...first, ...(await writeBatch(batches, changes.slice(half), signal))]
  }
}

async function writeTogether(batches: Batches, changes: readonly Change[], signal: AbortSignal): Promise<Applied[]> {
  const { database, organisation, traits } = batches
  const [first] = changes
  const kind = first && kindNamed(traits, first.kind)
  if (!kind) throw new Error(`There is no kind ${first?.kind}.`)
  let last: Written = { answers: [], proof: null }
  return database.transaction(
    {
      mode: 'write',
      async perform(session) {
        last = await write({ session, organisation, kind }, changes)
        return last.answers
      },
      recover: async (session) => ((await isThere(session, last.proof)) ? last.answers : null),
    },
    signal,
  )
}

/** What a transaction wrote last is there only if all of it is. */
async function isThere({ run }: Session, proof: string | null): Promise<boolean> {
  if (proof === null) return false
  return (await run('look history', 'SELECT 1 AS one FROM catalog_changes WHERE id = $1::bigint', [proof])).length > 0
}

function write(writing: Writing, changes: readonly Change[]): Promise<Written> {
  const { name } = writing.kind
  const { action } = changes[0] as Change
  if (name === ASSET) return action === 'delete' ? deleteAssets(writing, changes) : createAssets(writing, changes)
  if (name === ATTRIBUTE)
    return action === 'create' ? createAttributes(writing, changes) : updateAttributes(writing, changes)
  const table = tableOf(name)
  if (!table) throw new Error(`There is no table of ${name}.`)
  if (action === 'create') return createRows(writing, table, changes)
  return action === 'delete' ? deleteRows(writing, table, changes) : updateRows(writing, table, changes)
}

/** Why a change cannot even be asked for; `null`: it can. */
export function refusedField({ kind, fields }: Change): Applied | null {
  const table = tableOf(kind)
  if (!table) return null
  const known = new Set([...table.columns, ...table.key].map(({ path }) => path))
  const further = kind === PRODUCT ? ['category', GALLERY] : ['sku', RAW]
  const unknown = Object.keys(fields).find(
    (path) => !known.has(path) && !further.includes(path) && !(kind === PRODUCT && attributeName(path) !== null),
  )
  if (unknown === undefined) return null
  return refused(
    'unknown-column',
    `${kind} has no column for ${unknown}.`,
    'Correct specs/attributes.yaml: docs/postgres.md lists the columns.',
  )
}

/** A row that others refer to: Postgres 18 tells it from a reference to what is not there. */
const REFERRED_TO = ['23503', '23001']

/** What the database says of one row. What others refer to is a conflict, since somebody put them there. */
function refusalOf({ kind, key, action }: Change, { state, message, constraint, column }: StatementError): Applied {
  const where = constraint === null ? (column === null ? state : `column ${column}`) : `constraint ${constraint}`
  if (action === 'delete' && REFERRED_TO.includes(state))
    return conflict(`${kind} ${key} is still referred to (${where}).`)
  return refused(
    'constraint',
    `The database refuses ${kind} ${key} (${where}): ${message}`,
    'Correct the value in the source, or its rule in specs/attributes.yaml.',
  )
}
