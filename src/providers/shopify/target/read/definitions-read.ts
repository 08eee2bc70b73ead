import type { LiveResource } from '../../../../model/live.ts'
import { asRecord, asText, type RawRecord } from '../../raw.ts'
import type { Session } from '../../session.ts'
import { DEFINITION, definitionKey, type Owner } from '../names.ts'
import { DEFINITIONS } from './documents-read.ts'
import { notUnderstood } from './read-error.ts'
import { pageIn } from './read-rows.ts'

/** Who has metafields, as keys of definitions have it. */
const OWNERS = ['product', 'variant'] as const

/** Every definition of a metafield of products and of variants. @throws ShopifyError, NoMoreCalls */
export async function readDefinitions(session: Session): Promise<LiveResource[]> {
  const found = new Map<string, LiveResource>()
  const after: { [owner in (typeof OWNERS)[number]]: string | null } = { product: null, variant: null }
  const seen = new Set<string>()
  for (;;) {
    const data = await session.query(DEFINITIONS, after)
    for (const owner of OWNERS) {
      const page = pageIn(data[owner], DEFINITIONS)
      for (const row of page.rows) {
        const definition = definitionOf(owner, row)
        if (definition) found.set(definition.key, definition)
      }
      // An owner without further pages gives its last one again.
      after[owner] = page.after ?? after[owner]
    }
    const place = JSON.stringify(after)
    if (seen.has(place) || (after.product === null && after.variant === null)) return [...found.values()]
    seen.add(place)
  }
}

function definitionOf(owner: Owner, { id, name, namespace, key, type }: RawRecord): LiveResource | null {
  const [gid, space, label] = [asText(id), asText(namespace), asText(key)]
  const typeName = asText(asRecord(type).name)
  if (gid === null || space === null || label === null || typeName === null) {
    throw notUnderstood(DEFINITIONS, 'a definition lacks its id, its name or its type')
  }
  const fields = { type: typeName, name: asText(name) ?? label }
  return { kind: DEFINITION, key: definitionKey(owner, { namespace: space, key: label }), id: gid, fields }
}
