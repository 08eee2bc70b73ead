import type { Applied, Change } from '../../model/target.ts'
import { toRelationship } from './convert.ts'
import { PLYTIX } from './facts.ts'
import { rejected } from './refusal.ts'
import { isSuccess, type Reply } from './reply.ts'
import { poll, settle } from './settle.ts'
import { isTaken, mislabelled } from './write-attribute.ts'
import { already, applied, conflict, type WriteContext } from './write-context.ts'

interface NewRelationship {
  name: string
  label: string
}

const WAITS = [1000, 2000, 4000]

export async function createRelationship(context: WriteContext, { key, fields }: Change): Promise<Applied> {
  const { session, definitions } = context
  const write: NewRelationship = { label: key, name: String(fields.name) }
  const reply = await settle(session, () => session.send('POST', '/api/v1/relationships', { name: write.name }))
  if (isTaken(reply)) return useExisting(context, write, reply)
  const record = reply.records?.[0]
  if (!isSuccess(reply) || !record) return rejected(reply, session)
  const made = toRelationship(record)
  await definitions.addRelationship(made)
  if (made.label !== write.label) return mislabelled(session, reply, { ...made, wanted: write.label })
  return applied(context, made.id)
}

async function useExisting(context: WriteContext, { name, label }: NewRelationship, reply: Reply): Promise<Applied> {
  const { session, definitions } = context
  const found = await poll(session, WAITS, async () => {
    definitions.reset()
    const all = [...(await definitions.relationships(session)).values()]
    return all.find((entry) => entry.label === label || entry.name === name) ?? null
  })
  if (!found) return rejected(reply, session)
  if (found.label === label) return already(context, found.id)
  const message = `Plytix has a relationship "${name}" with the label ${found.label} already.`
  return conflict(message, `Rename it under ${PLYTIX.places.relationship}, or adjust sync.yaml.`)
}
