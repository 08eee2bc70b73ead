import type { Applied, Write } from '../../model/target.ts'
import { toRelationship } from './convert.ts'
import { rejected } from './refusal.ts'
import { isSuccess, type Reply } from './reply.ts'
import { poll, settle } from './settle.ts'
import { traits } from './traits.ts'
import { isTaken, mislabelled } from './write-attribute.ts'
import { already, applied, conflict, type WriteContext } from './write-context.ts'

type CreateRelationship = Extract<Write, { kind: 'relationship' }>

const WAITS = [1000, 2000, 4000]

export async function createRelationship(context: WriteContext, write: CreateRelationship): Promise<Applied> {
  const { session, definitions } = context
  const reply = await settle(session, () => session.send('POST', '/api/v1/relationships', { name: write.name }))
  if (isTaken(reply)) return useExisting(context, write, reply)
  const record = reply.records?.[0]
  if (!isSuccess(reply) || !record) return rejected(reply, session)
  const made = toRelationship(record)
  await definitions.addRelationship(made)
  if (made.label !== write.label) return mislabelled(session, reply, { ...made, wanted: write.label })
  return applied(context, made.id)
}

async function useExisting(context: WriteContext, { name, label }: CreateRelationship, reply: Reply): Promise<Applied> {
  const { session, definitions } = context
  const found = await poll(session, WAITS, async () => {
    definitions.reset()
    const all = [...(await definitions.relationships(session)).values()]
    return all.find((entry) => entry.label === label || entry.name === name) ?? null
  })
  if (!found) return rejected(reply, session)
  if (found.label === label) return already(context, found.id)
  const message = `Plytix has a relationship "${name}" with the label ${found.label} already.`
  return conflict(message, `Rename it under ${traits.definitionPlace('relationship')}, or adjust sync.yaml.`)
}
