import { asRefusal, type Check, failed, failedBy, passed, warned } from '../../model/check.ts'
import { SyncError } from '../../model/errors.ts'
import { grouped } from '../../model/figures.ts'
import { clockChecks } from '../../net/skew.ts'
import type { Client } from './client.ts'
import { isOfKind } from './failure.ts'
import { type ShopInfo, shopInfo } from './shop-info.ts'
import { endOf } from './versions.ts'

interface Asked {
  client: Client
  /** Access scopes without which work would fail. */
  scopes: readonly string[]
  /** What they are for, such as `reading products`. */
  purpose: string
}

/** Days before the end of a version from which on people are warned. */
const WARNED_DAYS = 60
const DAY_MS = 24 * 3600_000

/** Everything about a shop and its app that would stop work there, by one cheap read: source and target look alike. */
export async function* shopHealth(asked: Asked, signal: AbortSignal): AsyncGenerator<Check> {
  const { client } = asked
  const { shop } = client.options.credentials
  const info = await shopInfo(client.session(signal)).catch((error: unknown) => asRefusal(error, signal))
  if (info instanceof SyncError) yield failedBy(nameOf(info), info)
  else {
    yield passed('sign-in', `Shopify answers for shop ${shop}${info.name === null ? '' : ` (${info.name})`}.`)
    yield* shopChecks(info, shop)
    yield* scopeChecks(info, asked)
    yield* versionChecks(client)
    yield bucketCheck(client)
  }
  yield* clockChecks(client.skew, "Shopify's")
}

/** The same names for the same things as elsewhere. */
function nameOf(error: SyncError): string {
  if (isOfKind(error, 'unreachable', 'unavailable') || error.code === 'outage') return 'reachable'
  if (isOfKind(error, 'scope')) return 'permission'
  return isOfKind(error, 'shop') ? 'shop' : 'sign-in'
}

function* shopChecks({ handle }: ShopInfo, shop: string): Generator<Check> {
  if (handle === null || handle === shop) return
  yield failed(
    'shop',
    `The credentials are of shop ${handle}, and sync.yaml names ${shop}.`,
    `Write shop: ${handle} in sync.yaml, or set the credentials of ${shop}.`,
  )
}

function* scopeChecks({ scopes }: ShopInfo, { scopes: needed, purpose, client }: Asked): Generator<Check> {
  // Writing includes reading.
  const has = (scope: string): boolean => scopes.includes(scope) || scopes.includes(scope.replace(/^read_/, 'write_'))
  const lacking = needed.filter((scope) => !has(scope))
  if (lacking.length === 0)
    return yield passed('permission', `The app has the scopes for ${purpose}: ${needed.join(', ')}.`)
  const then = client.access.by === 'app' ? '' : ', install it again, and set the new SHOPIFY_ACCESS_TOKEN'
  yield failed(
    'permission',
    `The app lacks ${lacking.length === 1 ? 'the scope' : 'the scopes'} ${lacking.join(', ')} for ${purpose}.`,
    `Give the app ${lacking.join(' and ')}: in the Dev Dashboard under Versions, or in the shop's admin${then}.`,
  )
}

function* versionChecks(client: Client): Generator<Check> {
  const { served, options } = client
  const { version, clock } = options
  if (client.isOtherVersion) {
    return yield warned(
      'version',
      `Version ${version} of the API was asked for, and ${served} answered: it is not served any more, or not yet.`,
      'Set "api_version" in sync.yaml to a version that is served.',
    )
  }
  const end = endOf(version)
  if (end === null) return
  const day = new Date(end).toISOString().slice(0, 10)
  const message = `Version ${version} of the API is served until ${day}.`
  if (end - clock.now() > WARNED_DAYS * DAY_MS) yield passed('version', message)
  else yield warned('version', message, 'Set "api_version" in sync.yaml to a newer one before that.')
}

function bucketCheck({ bucket }: Client): Check {
  const { maximum, restore } = bucket.size
  return passed(
    'bucket',
    `The app's bucket holds ${grouped(maximum)} points, of which ${grouped(bucket.available)} are there, and gets ${grouped(restore)} a second.`,
    { windows: [bucket.window] },
  )
}
