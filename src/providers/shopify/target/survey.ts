import { addressOf } from '../../../model/address.ts'
import { counted } from '../../../model/counted.ts'
import { type Diagnostic, diagnostic } from '../../../model/diagnostic.ts'
import { SyncError } from '../../../model/errors.ts'
import { type LiveState, liveOf } from '../../../model/live.ts'
import type { TargetWorkspace } from '../../../model/provider.ts'
import type { AttributeSpec } from '../../../model/settings.ts'
import type { Definition, Survey } from '../../../model/target.ts'
import { wantedDefinitions } from './definitions.ts'
import { COLLECTION, COLLECTIONS, DEFINITION, NAME, PUBLICATION, PUBLICATIONS } from './names.ts'
import { thereAre } from './near.ts'
import { wantsOf } from './settings.ts'

/** Definitions that an app may have of one owner (shopify.dev, metafield limits). */
const MOST_DEFINITIONS = 256

/** What the workspace needs of the shop. @throws SyncError for what stands in the way, before anything is written */
export function survey(workspace: TargetWorkspace, live: LiveState): Survey {
  const definitions = wantedDefinitions(workspace)
  refuseOtherTypes(definitions, { workspace, live })
  refuseMissing(definitions, { workspace, live })
  refuseTooMany(definitions, live)
  refuseAbsent(workspace, live)
  return { definitions, series: [], options: new Map() }
}

interface There {
  workspace: TargetWorkspace
  live: LiveState
}

function typesIn(live: LiveState): Map<string, string> {
  return new Map(liveOf(live, DEFINITION).map(({ key, fields }) => [key, String(fields.type)]))
}

function refuseOtherTypes(definitions: Definition[], { workspace, live }: There): void {
  const types = typesIn(live)
  const diagnostics = definitions
    .filter(({ key, fields }) => types.has(key) && types.get(key) !== fields.type)
    .map((wanted) => otherType(wanted, String(types.get(wanted.key)), workspace))
  if (diagnostics.length === 0) return
  const keys = definitions
    .map(({ key }) => key)
    .filter((key) => diagnostics.some(({ address }) => address === addressOf(DEFINITION, key)))
  throw new SyncError(
    'metafield-type',
    `${keys.length === 1 ? 'A metafield is' : 'Metafields are'} defined with another type in Shopify than the workspace needs: ${keys.join(', ')}.`,
    { diagnostics },
  )
}

function otherType({ key, fields }: Definition, held: string, workspace: TargetWorkspace): Diagnostic {
  const isKey = fields.type === 'id' && key.endsWith(`.${keyName(workspace)}`)
  const position = isKey ? {} : positionOf(key, workspace)
  return diagnostic({
    severity: 'error',
    code: 'metafield-type',
    message: `The metafield definition ${key} has type ${held} in Shopify; ${String(fields.type)} is needed.`,
    address: addressOf(DEFINITION, key),
    ...position,
    hint: isKey
      ? `Name another metafield as target.${NAME}.key_metafield, or delete the definition in the admin under Settings > Custom data.`
      : `Write type: ${held} in specs/attributes.yaml, or use another key; the type of a definition cannot be changed.`,
  })
}

function keyName({ settings }: TargetWorkspace): string {
  const { namespace, key } = wantsOf(settings.target).keyMetafield
  return `${namespace}.${key}`
}

/** Where the rule stands that a definition is wanted for. */
function positionOf(key: string, { attributes, variants = [] }: TargetWorkspace): Partial<AttributeSpec['position']> {
  const [owner = '', ...name] = key.split('.')
  const label = `metafields.${name.join('.')}`
  return (owner === 'variant' ? variants : attributes).find((spec) => spec.label === label)?.position ?? {}
}

function refuseMissing(definitions: Definition[], { workspace, live }: There): void {
  if (workspace.settings.policy.create_definitions) return
  const types = typesIn(live)
  const missing = definitions.filter(({ key }) => !types.has(key))
  if (missing.length === 0) return
  throw new SyncError(
    'definitions-missing',
    `The shop lacks ${counted(missing.length, 'metafield definition')} that the workspace needs, and policy.create_definitions is false: ${missing.map(({ key, fields }) => `${key} (${String(fields.type)})`).join(', ')}.`,
    {
      hints: [
        'Make them in the admin under Settings > Custom data, or set policy.create_definitions: true in sync.yaml.',
      ],
    },
  )
}

function refuseTooMany(definitions: Definition[], live: LiveState): void {
  const there = new Set(liveOf(live, DEFINITION).map(({ key }) => key))
  const all = Map.groupBy(new Set([...there, ...definitions.map(({ key }) => key)]), (key) => key.split('.')[0] ?? '')
  const lacking = definitions.filter(({ key }) => !there.has(key))
  for (const [owner, keys] of all) {
    const isLacking = lacking.some(({ key }) => key.startsWith(`${owner}.`))
    if (keys.length <= MOST_DEFINITIONS || !isLacking) continue
    throw new SyncError(
      'metafield-limit',
      `The workspace needs ${counted(keys.length, 'metafield definition')} of ${owner}s with those that are there, of which ${MOST_DEFINITIONS} fit.`,
      {
        hints: [
          'Take metafields out of specs/attributes.yaml, or delete definitions in the admin under Settings > Custom data.',
        ],
      },
    )
  }
}

/** Collections and publications that the workspace names have to be there. */
function refuseAbsent({ settings, attributes }: TargetWorkspace, live: LiveState): void {
  const { publish, collections } = wantsOf(settings.target)
  const where = `target.${NAME}`
  for (const name of new Set([...publish, ...literalsOf(PUBLICATIONS, attributes)])) {
    const there = liveOf(live, PUBLICATION).map(({ key }) => key)
    const found = there.filter((one) => one === name).length
    if (found === 1) continue
    const message =
      found === 0
        ? `The shop has no publication ${JSON.stringify(name)}.`
        : `The shop has ${found} publications ${JSON.stringify(name)}.`
    throw new SyncError('publication', message, {
      hints: [
        ...thereAre(name, there),
        `Correct ${where}.publish, or the rule that names it; the app needs read_publications.`,
      ],
    })
  }
  const there = liveOf(live, COLLECTION).map(({ key }) => key)
  for (const handle of new Set([...collections, ...literalsOf(COLLECTIONS, attributes)])) {
    if (there.includes(handle)) continue
    throw new SyncError('collection', `The shop has no collection with the handle ${JSON.stringify(handle)}.`, {
      hints: [
        ...thereAre(handle, there),
        `Make it in the admin under Products > Collections, or correct ${where}.collections.`,
      ],
    })
  }
}

/** What a rule of this label gives whatever the item says. */
export function literalsOf(label: string, specs: readonly AttributeSpec[]): string[] {
  const values = specs.filter((spec) => spec.label === label).flatMap(({ value }) => value ?? [])
  return values.filter((value): value is string => typeof value === 'string' && !value.includes('{'))
}
