import { ConfigError } from '../../model/errors.ts'
import { texts } from '../../model/fields.ts'
import { type LiveState, liveOf } from '../../model/live.ts'
import type { TargetWorkspace } from '../../model/provider.ts'
import type { Survey } from '../../model/target.ts'
import { wantedDefinitions } from './definitions.ts'
import { ATTRIBUTE, ATTRIBUTES } from './names.ts'

/** The definitions that the rules need. @throws ConfigError for one of another type, and for missing ones that may not be made */
export function survey(workspace: TargetWorkspace, live: LiveState): Survey {
  const there = new Map(liveOf(live, ATTRIBUTE).map((one) => [one.key, one]))
  const definitions = wantedDefinitions(workspace)
  const other = definitions.find(({ key, fields }) => there.has(key) && there.get(key)?.fields.type !== fields.type)
  if (other) throw otherType(other.key, String(other.fields.type), String(there.get(other.key)?.fields.type))
  const missing = definitions.filter(({ key }) => !there.has(key)).map(({ key }) => key)
  if (missing.length > 0 && !workspace.settings.policy.create_definitions) throw notThere(missing)
  const choices = definitions.filter(({ fields }) => fields.options !== undefined)
  return {
    definitions,
    series: [],
    options: new Map(
      choices.map(({ key, fields }) => [
        `${ATTRIBUTES}.${key}`,
        new Set([...texts(fields.options), ...texts(there.get(key)?.fields.options)]),
      ]),
    ),
  }
}

function otherType(label: string, wanted: string, held: string): ConfigError {
  return new ConfigError(
    'attribute-type',
    `The attribute ${label} holds ${held} in the catalogue, and ${wanted} in specs/attributes.yaml.`,
    {
      hints: [`Say type: ${held}, or give the attribute another name.`],
    },
  )
}

function notThere(labels: string[]): ConfigError {
  return new ConfigError(
    'missing-definitions',
    `The catalogue lacks the attributes ${labels.join(', ')}, and policy.create_definitions is false.`,
    {
      hints: ['Add them to the table attribute_definitions, or set policy.create_definitions to true.'],
    },
  )
}
