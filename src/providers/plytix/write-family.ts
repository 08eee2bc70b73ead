import { texts } from '../../model/fields.ts'
import type { Applied, Change } from '../../model/target.ts'
import { readLabels, readName } from './family.ts'
import { failed, rejected } from './refusal.ts'
import { isSuccess } from './reply.ts'
import { poll, settle } from './settle.ts'
import { already, applied, conflict, type WriteContext } from './write-context.ts'

/** Milliseconds; Plytix answers 202 and does the work later. */
const WAITS = [500, 1000, 2000, 3000, 5000, 10_000, 10_000]

/** Adds attributes to a family and waits until they are there. */
export async function linkAttributes(context: WriteContext, change: Change & { id: string }): Promise<Applied> {
  const { session, definitions } = context
  const { id, key: name } = change
  const attributes = texts(change.fields.attributes)
  const found = await readName(session, id)
  if (found !== name)
    return conflict(`The product family of that id is "${found}" in Plytix, not "${name}".`, 'Plan again.')
  const lacking = async (): Promise<string[]> => {
    const present = new Set(await readLabels(session, id))
    return attributes.filter((label) => !present.has(label))
  }
  const labels = await lacking()
  if (labels.length === 0) return already(context, id)
  const known = await definitions.attributes(session, labels)
  const unknown = labels.filter((label) => !known.has(label))
  if (unknown.length > 0) {
    const message = `Plytix has no attributes labelled ${unknown.join(', ')} to add to the family.`
    return failed(session, { status: 404 }, { code: 'gone', message, hint: 'Plan again.' })
  }
  const ids = labels.map((label) => known.get(label)?.id ?? '')
  const body = { attributes: ids, attributes_level: 'no_level' }
  const reply = await settle(session, () =>
    session.send('POST', `/api/v1/product_families/${id}/attributes/link`, body),
  )
  if (!isSuccess(reply)) return rejected(reply, session)
  const done = await poll(session, WAITS, async () => ((await lacking()).length === 0 ? true : null))
  if (done) return applied(context, id)
  const message = `Plytix took the attributes ${labels.join(', ')}, but does not show them in the family.`
  const hint = 'Look at the family under Settings > Product families, and plan again.'
  return failed(session, reply, { code: 'not-stored', message, hint })
}
