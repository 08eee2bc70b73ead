import { texts } from '../../model/fields.ts'
import type { Applied, Change } from '../../model/target.ts'
import { type Deed, record } from './history.ts'
import { readAssets, readAttributes } from './read.ts'
import { already, applied, conflict, gone, isId, type Writing, type Written } from './writing.ts'

/** Pictures by their file names: the row holds the address. */
export async function createAssets(writing: Writing, changes: readonly Change[]): Promise<Written> {
  const { session, organisation } = writing
  const rows = await session.run<{ id: string; filename: string }>(
    'create asset',
    `INSERT INTO assets (account, filename, url, source_url, created_run)
     SELECT $1, u.filename, u.url, u.url, u.run FROM unnest($2::text[], $3::text[], $4::text[]) AS u (filename, url, run)
     ON CONFLICT DO NOTHING RETURNING id::text AS id, filename`,
    [
      organisation,
      changes.map(({ key }) => key),
      changes.map(({ fields }) => (typeof fields.url === 'string' ? fields.url : null)),
      changes.map(({ by }) => by?.run ?? null),
    ],
  )
  const made = new Map(rows.map(({ id, filename }) => [filename, id]))
  return withThere(writing, {
    changes,
    made,
    there: (keys) => readAssets(session, organisation, keys),
    isWanted: () => true,
  })
}

/** Only what no product shows: the database refuses the others. */
export async function deleteAssets(writing: Writing, changes: readonly Change[]): Promise<Written> {
  const { session, organisation } = writing
  const rows = await session.run<{ id: string; filename: string }>(
    'lock asset',
    'SELECT id::text AS id, filename FROM assets WHERE account = $1 AND id = ANY ($2::bigint[]) ORDER BY id FOR UPDATE',
    [organisation, changes.map(({ id }) => id).filter(isId)],
  )
  const there = new Map(rows.map(({ id, filename }) => [id, filename]))
  const answers = changes.map(({ id, key }): Applied | null => {
    const filename = there.get(id ?? '')
    if (filename === undefined) return already(id ?? '')
    return filename === key ? null : conflict(`The asset ${id} is ${filename}, not ${key}.`)
  })
  const going = changes.filter((_, index) => answers[index] === null)
  if (going.length > 0) {
    const text = 'DELETE FROM assets WHERE account = $1 AND id = ANY ($2::bigint[])'
    await session.run('delete asset', text, [organisation, going.map(({ id }) => id)])
  }
  const proof = await record(
    writing,
    going.map((change): Deed => ({ change, id: change.id ?? '', before: {}, after: null })),
  )
  return { answers: answers.map((answer, index) => answer ?? applied(changes[index]?.id ?? '')), proof }
}

export async function createAttributes(writing: Writing, changes: readonly Change[]): Promise<Written> {
  const { session, organisation } = writing
  const rows = await session.run<{ id: string; label: string }>(
    'create attribute',
    `INSERT INTO attribute_definitions (account, label, name, type, options)
     SELECT $1, u.label, coalesce(u.name, u.label), coalesce(u.type, 'json'),
            ARRAY(SELECT jsonb_array_elements_text(u.options::jsonb))
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[]) AS u (label, name, type, options)
     ON CONFLICT DO NOTHING RETURNING id::text AS id, label`,
    [
      organisation,
      changes.map(({ key }) => key),
      changes.map(({ fields }) => (typeof fields.name === 'string' ? fields.name : null)),
      changes.map(({ fields }) => (typeof fields.type === 'string' ? fields.type : null)),
      changes.map(({ fields }) => JSON.stringify(texts(fields.options))),
    ],
  )
  const made = new Map(rows.map(({ id, label }) => [label, id]))
  return withThere(writing, {
    ...{ changes, made },
    there: (keys) => readAttributes(session, organisation, keys),
    isWanted: ({ fields }, live) =>
      fields.type === live.type && texts(fields.options).every((one) => texts(live.options).includes(one)),
  })
}

/** Options are only added. */
export async function updateAttributes(writing: Writing, changes: readonly Change[]): Promise<Written> {
  const { session, organisation } = writing
  const deeds: Deed[] = []
  const answers: Applied[] = []
  for (const change of changes) {
    const [row] = isId(change.id)
      ? await session.run<{ options: string[] }>(
          'lock attribute',
          'SELECT to_json(options) AS options FROM attribute_definitions WHERE account = $1 AND id = $2::bigint FOR UPDATE',
          [organisation, change.id],
        )
      : []
    const added = texts(change.fields.options).filter((one) => !row?.options.includes(one))
    const id = change.id ?? ''
    answers.push(!row ? gone(change) : added.length === 0 ? already(id) : applied(id))
    if (!row || added.length === 0) continue
    const text =
      'UPDATE attribute_definitions SET options = options || $3::text[] WHERE account = $1 AND id = $2::bigint'
    await session.run('update attribute', text, [organisation, id, added])
    deeds.push({ change, id, before: { options: row.options }, after: { options: [...row.options, ...added] } })
  }
  return { answers, proof: await record(writing, deeds) }
}

interface Making {
  changes: readonly Change[]
  /** Ids of what was made, by key. */
  made: ReadonlyMap<string, string>
  there(keys: string[]): ReturnType<typeof readAssets>
  isWanted(change: Change, live: Change['fields']): boolean
}

/** The answers for what was made and for what was there already. */
async function withThere(writing: Writing, { changes, made, there, isWanted }: Making): Promise<Written> {
  const keys = changes.filter(({ key }) => !made.has(key)).map(({ key }) => key)
  const found = new Map((keys.length === 0 ? [] : await there(keys)).map((live) => [live.key, live]))
  const answers = changes.map((change) => {
    const id = made.get(change.key)
    if (id !== undefined) return applied(id)
    const live = found.get(change.key)
    if (live && isWanted(change, live.fields)) return already(live.id)
    return conflict(`${change.key} is there already and is something else.`)
  })
  const deeds = changes.flatMap((change): Deed[] => {
    const id = made.get(change.key)
    return id === undefined ? [] : [{ change, id, before: null, after: change.fields }]
  })
  return { answers, proof: await record(writing, deeds) }
}
