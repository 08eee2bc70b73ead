import type { JsonObject } from '../../../../model/json.ts'
import type { Applied, Change } from '../../../../model/target.ts'
import { asRecord, asText } from '../../raw.ts'
import { payloadOf, userErrorsOf } from '../../user-errors.ts'
import { type MetafieldName, PRODUCT, VARIANT } from '../names.ts'
import { already, applied, conflict, type WriteContext } from './write-context.ts'
import { CREATE_DEFINITION, DEFINITION_NAMED } from './write-documents.ts'
import { failed, isUnclear, refused } from './write-refusal.ts'

/** What Shopify calls the owners of metafields. */
const OWNERS: { readonly [owner: string]: string } = { [PRODUCT]: 'PRODUCT', [VARIANT]: 'PRODUCTVARIANT' }

interface Named extends MetafieldName {
  ownerType: string
}

/** `OWNER.NAMESPACE.KEY`; `null`: it is no key of a definition. */
function named(key: string): Named | null {
  const [first, last] = [key.indexOf('.'), key.lastIndexOf('.')]
  const ownerType = OWNERS[key.slice(0, Math.max(first, 0))]
  if (ownerType === undefined || last <= first) return null
  return { ownerType, namespace: key.slice(first + 1, last), key: key.slice(last + 1) }
}

/** Defines a metafield. One that is there already is the wanted one if its type is. */
export async function createDefinition(context: WriteContext, { key, fields }: Change): Promise<Applied> {
  const name = named(key)
  if (name === null) {
    const message = `"${key}" names no metafield of a product or variant.`
    return failed(context, { code: 'invalid', message, hint: 'Plan again.' })
  }
  const type = String(fields.type ?? '')
  const definition = { ...name, type, name: String(fields.name ?? name.key) }
  for (let sent = 1; ; sent += 1) {
    const made = await make(context, key, definition)
    if (made !== 'taken' && made !== 'unclear') return made
    const there = await definitionNamed(context, name)
    if (there !== null) return judged(context, there, { key, type, isOurs: made === 'unclear' || sent > 1 })
    if (sent === SENT) return lost(context, key)
  }
}

const SENT = 3

async function make(
  context: WriteContext,
  key: string,
  definition: JsonObject,
): Promise<Applied | 'taken' | 'unclear'> {
  try {
    const answer = await context.session.query(CREATE_DEFINITION, { definition })
    const payload = payloadOf(answer, 'metafieldDefinitionCreate')
    const errors = userErrorsOf(payload)
    const id = asText(asRecord(payload.createdDefinition).id)
    if (errors.length === 0 && id !== null) return applied(context, id)
    return errors.some(({ code }) => code === 'TAKEN') ? 'taken' : refused(context, `the definition ${key}`, errors)
  } catch (error) {
    if (!isUnclear(error)) throw error
    return 'unclear'
  }
}

function judged(
  context: WriteContext,
  there: { id: string; type: string },
  { key, type, isOurs }: { key: string; type: string; isOurs: boolean },
): Applied {
  if (there.type !== type) return conflict(`${key} is defined in Shopify with type ${there.type}, not ${type}.`)
  return isOurs ? applied(context, there.id) : already(context, there.id)
}

function lost(context: WriteContext, key: string): Applied {
  const message = `Nobody knows whether the definition ${key} was made: the answers were lost.`
  return failed(context, { code: 'unexpected-answer', message, hint: 'Plan again to see what is there now.' })
}

async function definitionNamed({ session }: WriteContext, name: Named): Promise<{ id: string; type: string } | null> {
  const { metafieldDefinition } = await session.query(DEFINITION_NAMED, { ...name })
  const { id, type } = asRecord(metafieldDefinition)
  const found = asText(id)
  return found === null ? null : { id: found, type: asText(asRecord(type).name) ?? '' }
}
