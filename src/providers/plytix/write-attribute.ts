import { texts } from '../../model/fields.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Applied, Change } from '../../model/target.ts'
import type { Session } from './client.ts'
import { toAttribute } from './convert.ts'
import { explain } from './explain.ts'
import { PLYTIX } from './facts.ts'
import type { PimAttribute } from './records.ts'
import { failed, rejected } from './refusal.ts'
import { NOT_UNDERSTOOD } from './refusal-codes.ts'
import { isSuccess, type Reply } from './reply.ts'
import { poll, settle } from './settle.ts'
import { already, applied, conflict, type WriteContext } from './write-context.ts'

interface NewAttribute {
  label: string
  name: string
  type: string
  options: string[]
  /** Id of the family that it is made in. */
  family: string | null
}

const PATH = '/api/v1/attributes/product'
/** Milliseconds; searches may lag behind a definition that was made a moment ago. */
const WAITS = [1000, 2000, 4000]

export async function createAttribute(context: WriteContext, { key, fields }: Change): Promise<Applied> {
  const { session, definitions } = context
  const { name, type, options, family } = fields
  const write: NewAttribute = {
    label: key,
    name: String(name),
    type: String(type),
    options: texts(options),
    family: typeof family === 'string' ? family : null,
  }
  const reply = await settle(session, () => session.send('POST', PATH, bodyOf(write)))
  if (isTaken(reply)) return useExisting(context, write, reply)
  const record = reply.records?.[0]
  if (!isSuccess(reply) || !record) return rejected(reply, session)
  const attribute = toAttribute(record)
  await definitions.addAttribute(attribute)
  if (attribute.label !== write.label) return mislabelled(session, reply, { ...attribute, wanted: write.label })
  const lost = write.options.filter((option) => !attribute.options.includes(option))
  if (attribute.type === write.type && lost.length === 0) return applied(context, attribute.id)
  const message = `Plytix made the attribute ${write.label} without its ${lost.length > 0 ? 'options' : 'type'}.`
  return failed(session, reply, { code: 'not-stored', message, hint: LOOK })
}

function bodyOf({ name, type, options, family }: NewAttribute): JsonObject {
  return {
    name,
    type_class: type,
    ...(options.length > 0 ? { options } : {}),
    ...(family === null ? {} : { product_families: [{ id: family, attribute_level: 'no_level' }] }),
  }
}

/** True when something of the same name is there already. */
export function isTaken(reply: Reply): boolean {
  return (reply.status === 422 || reply.status === 409) && /already exists/i.test(explain(reply))
}

async function useExisting(context: WriteContext, write: NewAttribute, reply: Reply): Promise<Applied> {
  const { session, definitions } = context
  const found = await poll(session, WAITS, async () => {
    definitions.reset()
    const all = await definitions.attributes(session)
    return all.get(write.label) ?? [...all.values()].find(({ name }) => name === write.name) ?? null
  })
  if (!found) return rejected(reply, session)
  if (found.label === write.label && found.type === write.type) return addOptions(context, { ...found, ...write })
  const message = `Plytix has an attribute "${found.name}" with label ${found.label} and type ${found.type} already.`
  return conflict(message, `Rename or delete it under ${PLYTIX.places.attribute}, or adjust specs/attributes.yaml.`)
}

interface Made {
  name: string
  label: string
  wanted: string
}

/** The definition exists now, but under a label that nothing here would find. */
export function mislabelled(session: Session, reply: Reply, { name, label, wanted }: Made): Applied {
  const message = `Plytix gave "${name}" the label ${label} instead of ${wanted}.`
  const hint = `Delete "${name}" under Settings in Plytix, and choose a name that gives the label ${wanted}.`
  return failed(session, reply, { code: 'label', message, hint })
}

type Options = Pick<PimAttribute, 'id' | 'label' | 'options'>

/** Adds options to those that the attribute has now: a write replaces the whole list. */
export async function addOptions(context: WriteContext, { id, label, options }: Options): Promise<Applied> {
  const { session, definitions } = context
  const live = await session.send('GET', `${PATH}/${id}`)
  const record = live.records?.[0]
  if (!isSuccess(live) || !record) return rejected(live, session)
  if (record.id !== id || !Array.isArray(record.options ?? [])) return unreadable(session, live, label)
  const found = toAttribute(record)
  if (found.label !== label) {
    return conflict(`The attribute of that id is ${found.label} in Plytix, not ${label}.`, 'Plan again.')
  }
  const current = found.options
  const wanted = [...new Set([...current, ...options])]
  if (wanted.length === current.length) return already(context, id)
  const reply = await settle(session, () => session.send('PATCH', `${PATH}/${id}`, { options: wanted }))
  const answer = reply.records?.[0]
  if (!isSuccess(reply) || !answer) return rejected(reply, session)
  const stored = toAttribute(answer)
  const lost = wanted.filter((option) => !stored.options.includes(option))
  if (lost.length > 0) {
    const message = `Plytix did not store the options ${lost.join(', ')} of ${label}.`
    return failed(session, reply, { code: 'not-stored', message, hint: LOOK })
  }
  await definitions.addAttribute(stored)
  return applied(context, id)
}

/** Without the options that are there, the new ones would take their place. */
function unreadable(session: Session, reply: Reply, label: string): Applied {
  const message = `Plytix does not say which options ${label} has; none was added, since that might remove others.`
  return failed(session, reply, { code: NOT_UNDERSTOOD, message, hint: 'Plan again in a few minutes.' })
}

const LOOK = `Look at it under ${PLYTIX.places.attribute}.`
