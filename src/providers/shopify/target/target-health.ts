import { asRefusal, type Check, failed, failedBy, passed } from '../../../model/check.ts'
import { SyncError } from '../../../model/errors.ts'
import type { TargetWorkspace } from '../../../model/provider.ts'
import type { Client } from '../client.ts'
import type { Document } from '../document.ts'
import { asRecord, asRecords, asText, type RawRecord } from '../raw.ts'
import type { Session } from '../session.ts'
import { shopHealth } from '../shop-health.ts'
import { COLLECTION_EXISTS, KEY_DEFINITIONS, LOCATION_NAMES, PUBLICATION_NAMES } from './health-documents.ts'
import { chooseLocation } from './locations.ts'
import { COLLECTIONS, INVENTORY, NAME, PUBLICATIONS, type Wants } from './names.ts'
import { thereAre } from './near.ts'
import { wantsOf } from './settings.ts'
import { literalsOf } from './survey.ts'

export interface TargetHealthOptions {
  client: Client
  workspace: TargetWorkspace
}

/** Everything that would stop a plan or an apply in a shop, by few cheap reads: who may do what, and what has to be there. */
export async function* targetHealth(
  { client, workspace }: TargetHealthOptions,
  signal: AbortSignal,
): AsyncGenerator<Check> {
  let isRefused = false
  const asked = { client, scopes: scopesFor(workspace), purpose: 'reading and writing products' }
  for await (const check of shopHealth(asked, signal)) {
    isRefused ||= check.severity === 'error' && check.name !== 'permission'
    yield check
  }
  if (isRefused) return
  const look = { session: client.session(signal), wants: wantsOf(workspace.settings.target), workspace, signal }
  for (const check of [keyCheck, locationCheck, publicationChecks, collectionChecks]) {
    yield* guarded(check, look)
  }
}

/** Access scopes that this workspace needs (shopify.dev, access scopes); writing includes reading. */
function scopesFor({ settings, attributes, variants = [] }: TargetWorkspace): string[] {
  const { location, publish } = wantsOf(settings.target)
  const manages = (label: string): boolean =>
    [...attributes, ...variants].some((spec) => spec.label === label && spec.write !== 'never')
  return [
    'write_products',
    'write_files',
    ...(location !== null || manages(INVENTORY) ? ['write_inventory', 'read_locations'] : []),
    ...(publish.length > 0 || manages(PUBLICATIONS) ? ['write_publications'] : []),
  ]
}

interface Look {
  session: Session
  wants: Wants
  workspace: TargetWorkspace
  signal: AbortSignal
}

type Looking = (look: Look) => AsyncGenerator<Check>

/** What one scope refuses does not keep the others from being looked at. */
async function* guarded(checks: Looking, look: Look): AsyncGenerator<Check> {
  try {
    yield* checks(look)
  } catch (error) {
    yield failedBy('permission', asRefusal(error, look.signal))
  }
}

async function* keyCheck({ session, wants, workspace }: Look): AsyncGenerator<Check> {
  const { namespace, key } = wants.keyMetafield
  const name = `${namespace}.${key}`
  const data = await session.query(KEY_DEFINITIONS, { namespace, key })
  const types = (['product', 'variant'] as const).map((owner) => ({ owner, type: typeIn(data, owner) }))
  const other = types.filter(({ type }) => type !== null && type !== 'id')
  const missing = types.filter(({ type }) => type === null)
  for (const { owner, type } of other) {
    yield failed(
      'key',
      `The metafield ${name} of ${owner}s has type ${type}, and the key needs one of type id.`,
      `Name another as target.${NAME}.key_metafield, or delete the definition in the admin under Settings > Custom data.`,
    )
  }
  if (other.length > 0) return
  if (missing.length === 0)
    return yield passed('key', `The key of products and variants stands in the metafield ${name}.`)
  const lacking = `The metafield ${name} is not defined yet on ${missing.map(({ owner }) => `${owner}s`).join(' and ')}`
  if (workspace.settings.policy.create_definitions) yield passed('key', `${lacking}: the first apply defines it.`)
  else {
    yield failed(
      'key',
      `${lacking}, and policy.create_definitions is false.`,
      'Define it with type id, or set that policy to true.',
    )
  }
}

function typeIn(data: RawRecord, owner: 'product' | 'variant'): string | null {
  return asText(asRecord(asRecord(data[owner]).type).name)
}

async function* locationCheck({ session, wants: { location } }: Look): AsyncGenerator<Check> {
  if (location === null) return
  const locations = (await namesOf(session, LOCATION_NAMES)).map(({ id, name }) => ({ id, name }))
  const found = chosen(() => chooseLocation(locations, location))
  if (found instanceof SyncError) yield failedBy('location', found)
  else yield passed('location', `Stock is written at the location ${JSON.stringify(found.name)}.`)
}

function chosen<T>(choose: () => T): T | SyncError {
  try {
    return choose()
  } catch (error) {
    if (error instanceof SyncError) return error
    throw error
  }
}

async function* publicationChecks({ session, wants, workspace }: Look): AsyncGenerator<Check> {
  const wanted = [...new Set([...wants.publish, ...literalsOf(PUBLICATIONS, workspace.attributes)])]
  if (wanted.length === 0) return
  const names = (await namesOf(session, PUBLICATION_NAMES)).map(({ name }) => name)
  const absent = wanted.filter((name) => names.filter((one) => one === name).length !== 1)
  if (absent.length === 0) return yield passed('publications', `The shop has the publications ${wanted.join(', ')}.`)
  for (const name of absent) {
    const many = names.filter((one) => one === name).length
    yield failed(
      'publications',
      `The shop has ${many === 0 ? 'no publication' : `${many} publications`} ${JSON.stringify(name)}.`,
      [...thereAre(name, names), `Correct target.${NAME}.publish.`].join(' '),
    )
  }
}

async function* collectionChecks({ session, wants, workspace }: Look): AsyncGenerator<Check> {
  const wanted = [...new Set([...wants.collections, ...literalsOf(COLLECTIONS, workspace.attributes)])]
  if (wanted.length === 0) return
  const absent: string[] = []
  for (const handle of wanted) {
    const { collectionByIdentifier } = await session.query(COLLECTION_EXISTS, { handle })
    if (asText(asRecord(collectionByIdentifier).id) === null) absent.push(handle)
  }
  if (absent.length === 0) return yield passed('collections', `The shop has the collections ${wanted.join(', ')}.`)
  for (const handle of absent) {
    yield failed(
      'collections',
      `The shop has no collection with the handle ${JSON.stringify(handle)}.`,
      `Make it in the admin under Products > Collections, or correct target.${NAME}.collections.`,
    )
  }
}

async function namesOf(session: Session, document: Document): Promise<{ id: string; name: string }[]> {
  const data = await session.query(document)
  return asRecords(asRecord(Object.values(data)[0]).nodes).flatMap(({ id, name }) => {
    const [gid, text] = [asText(id), asText(name)]
    return gid === null || text === null ? [] : [{ id: gid, name: text }]
  })
}
