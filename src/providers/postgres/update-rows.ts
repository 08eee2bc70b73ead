import type { Row } from '../../database/database.ts'
import type { LiveResource } from '../../model/live.ts'
import type { Applied, Change } from '../../model/target.ts'
import { hangImages, keepRaw, makeCategories } from './beside.ts'
import { cellsOf, unnested } from './cells.ts'
import { record, touched } from './history.ts'
import { GALLERY, MAPPING, PRODUCT } from './names.ts'
import { liveRow, selection } from './rows.ts'
import type { Table } from './tables.ts'
import { already, applied, conflict, differing, gone, isId, type Writing, type Written } from './writing.ts'

/** Changes rows that are still what they were when they were read; all of them in one statement. */
export async function updateRows(writing: Writing, table: Table, changes: readonly Change[]): Promise<Written> {
  const there = await lockRows(writing, table, changes)
  const answers = changes.map((change) => refusal(writing, change, there.get(change.id ?? '')))
  const going = changes.filter((_, index) => answers[index] === null)
  if (going.length > 0) await update(writing, table, going)
  const deeds = going.map((change) => {
    const id = change.id as string
    return { change, id, before: touched(there.get(id)?.fields ?? {}, change), after: change.fields }
  })
  const proof = await record(writing, deeds)
  return { answers: answers.map((answer, index) => answer ?? applied(changes[index]?.id ?? '')), proof }
}

/** Deletes rows that are still what they were when they were looked at. */
export async function deleteRows(writing: Writing, table: Table, changes: readonly Change[]): Promise<Written> {
  const { session, organisation } = writing
  const there = await lockRows(writing, table, changes)
  const answers = changes.map(({ key, id, revision, unseen }): Applied | null => {
    const live = there.get(id ?? '')
    if (!live) return already(id ?? '')
    if (unseen) return conflict(`${key} is there again.`)
    return revision === live.revision ? null : { outcome: 'outdated' }
  })
  const going = changes.filter((_, index) => answers[index] === null)
  if (going.length > 0) {
    const text = `DELETE FROM ${table.name} WHERE account = $1 AND id = ANY ($2::bigint[])`
    await session.run(`delete ${table.kind}`, text, [organisation, going.map(({ id }) => id)])
  }
  const proof = await record(
    writing,
    going.map((change) => ({
      change,
      id: change.id as string,
      before: there.get(change.id as string)?.fields ?? {},
      after: null,
    })),
  )
  return { answers: answers.map((answer, index) => answer ?? applied(changes[index]?.id ?? '')), proof }
}

/** The rows as they are, which nobody else changes until the transaction ends; in one order, so that two do not wait for one another. */
async function lockRows(
  { session, organisation }: Writing,
  table: Table,
  changes: readonly Change[],
): Promise<Map<string, LiveResource>> {
  const ids = changes.map(({ id }) => id).filter(isId)
  const text = `SELECT ${selection(table)} FROM ${table.name} t WHERE t.account = $1 AND t.id = ANY ($2::bigint[]) ORDER BY t.id FOR UPDATE OF t`
  const rows = ids.length === 0 ? [] : await session.run<Row>(`lock ${table.kind}`, text, [organisation, ids])
  return new Map(rows.map((row) => [String(row.id), liveRow(table, row)]))
}

/** `null`: the change is written. */
function refusal({ kind }: Writing, change: Change, live: LiveResource | undefined): Applied | null {
  if (!live) return gone(change)
  if (change.revision !== undefined && change.revision !== live.revision) return { outcome: 'outdated' }
  return differing(kind, live.fields, change.fields).length === 0 ? already(live.id) : null
}

async function update(writing: Writing, table: Table, changes: readonly Change[]): Promise<void> {
  const { session, organisation } = writing
  if (table.kind === PRODUCT) await makeCategories(writing, changes)
  const raw = table.kind === MAPPING ? await keepRaw(writing, changes) : new Map<number, string>()
  const cells = cellsOf({ table, changes, raw })
  const partly = cells.filter(({ written }) => !written.every(Boolean))
  const given = unnested({
    id: changes.map(({ id }) => id),
    ...Object.assign({}, ...cells.map(({ parameters }) => parameters)),
    ...Object.fromEntries(partly.map(({ column, written }) => [`has_${column}`, written.map(String)])),
  })
  const settings = cells.map((cell) => {
    const { column, expression } = cell
    return `${column} = ${partly.includes(cell) ? `CASE WHEN u.has_${column}::boolean THEN ${expression} ELSE t.${column} END` : expression}`
  })
  // Images stand in another table: the row says that they changed.
  const always = table.kind === MAPPING ? 'seen_at = now()' : 'modified_at = now()'
  await session.run(
    `update ${table.kind}`,
    `UPDATE ${table.name} t SET ${[...settings, always].join(', ')} FROM ${given.text} WHERE t.account = $1 AND t.id = u.id::bigint`,
    [organisation, ...given.values],
  )
  if (table.kind === PRODUCT) await hangImages(writing, galleriesOf(changes))
}

function galleriesOf(changes: readonly Change[]) {
  return changes.flatMap(({ id, fields }) =>
    GALLERY in fields && id !== null ? [{ product: id, images: fields[GALLERY] ?? null, isNew: false }] : [],
  )
}
