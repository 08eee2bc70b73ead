import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  buildSchema,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql'
import { describe, expect, test } from 'vitest'
import { DOMAINS } from '../../../src/sandbox/shopify/domains.ts'
import { schemaOf } from '../../../src/sandbox/shopify/schema/index.ts'

const VERSIONS = ['2026-01', '2026-04', '2026-07', '2026-10']
/** Compared with the real one where it names a folder with `admin-VERSION.graphql` for each of them, which is not ours to publish. */
const FOLDER = process.env.SYNC_TEST_SHOPIFY_SCHEMA
const UNSET = FOLDER === undefined ? ' (SYNC_TEST_SHOPIFY_SCHEMA is not set: see docs/testing.md)' : ''

describe('the schema of the simulator', () => {
  test.each(VERSIONS)('has no field without a meaning in %s: every root field is resolved', (version) => {
    const schema = schemaOf(version, DOMAINS)
    const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
      Object.values(type?.getFields() ?? {}),
    )
    expect(roots.filter(({ resolve }) => !resolve).map(({ name }) => name)).toEqual([])
  })

  test.skipIf(FOLDER === undefined).each(VERSIONS)(`has nothing that the real one of %s lacks${UNSET}`, (version) => {
    const file = join(FOLDER ?? '', `admin-${version}.graphql`)
    expect(existsSync(file), `${file} is not there`).toBe(true)
    const real = buildSchema(readFileSync(file, 'utf8'))
    expect(beyond(schemaOf(version, DOMAINS), real)).toEqual([])
  })
})

/** What is said that the other schema does not say, by type and field. */
function beyond(schema: GraphQLSchema, real: GraphQLSchema): string[] {
  const ours = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'))
  return ours.flatMap((type) => {
    const other = real.getType(type.name)
    return other ? beyondType(type, other) : [`type ${type.name}`]
  })
}

function beyondType(type: GraphQLNamedType, other: GraphQLNamedType): string[] {
  const known = new Set(partsOf(other))
  return partsOf(type)
    .filter((part) => !known.has(part))
    .map((part) => `${type.name}: ${part}`)
}

/** Everything that a type says, a line for each: with types and, of arguments, defaults. */
function partsOf(type: GraphQLNamedType): string[] {
  if (isEnumType(type)) return type.getValues().map(({ name }) => `value ${name}`)
  if (isUnionType(type)) return type.getTypes().map(({ name }) => `member ${name}`)
  if (isInputObjectType(type)) {
    return [
      `oneOf ${type.isOneOf}`,
      ...Object.values(type.getFields()).map((field) => `field ${field.name}: ${field.type}`),
    ]
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [type.constructor.name]
  return [
    ...type.getInterfaces().map(({ name }) => `implements ${name}`),
    ...Object.values(type.getFields()).flatMap((field) => [
      `field ${field.name}: ${field.type}`,
      ...field.args.map((arg) => `field ${field.name}(${arg.name}: ${arg.type})`),
    ]),
  ]
}
