import { buildASTSchema, type GraphQLSchema, isObjectType, parse } from 'graphql'
import type { Domain } from '../domain.ts'
import { BASE_SDL } from './base.ts'
import { guarded } from './guarded.ts'
import { ofVersion } from './versioned.ts'

const made = new WeakMap<readonly Domain[], Map<string, GraphQLSchema>>()

/** What the simulator knows of a version of the schema, with what it does. Made once. */
export function schemaOf(version: string, domains: readonly Domain[]): GraphQLSchema {
  const known = made.get(domains) ?? new Map<string, GraphQLSchema>()
  made.set(domains, known)
  const schema = known.get(version) ?? assemble(version, domains)
  known.set(version, schema)
  return schema
}

function assemble(version: string, domains: readonly Domain[]): GraphQLSchema {
  const document = parse([BASE_SDL, ...domains.map(({ sdl }) => sdl)].join('\n'), { noLocation: true })
  const schema = buildASTSchema(ofVersion(document, version))
  for (const domain of domains) attach(schema, domain)
  return schema
}

function attach(schema: GraphQLSchema, domain: Domain): void {
  for (const [name, fields] of Object.entries(domain.resolvers)) {
    const type = schema.getType(name)
    // A type of another version: its resolvers wait.
    if (type === undefined) continue
    if (!isObjectType(type)) throw new Error(`There is no type ${name} to resolve`)
    for (const [field, resolver] of Object.entries(fields)) {
      const definition = type.getFields()[field]
      // A field of another version: its resolver waits.
      if (definition)
        definition.resolve = guarded({ type: name, field, resolver, scope: domain.scopes?.[`${name}.${field}`] })
    }
  }
}
