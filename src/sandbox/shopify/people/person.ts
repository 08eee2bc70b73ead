import { type ExecutionResult, executeSync, parse } from 'graphql'
import type { World } from '../domain.ts'
import { schemaOf } from '../schema/index.ts'

export type Answer = { [field: string]: unknown }

/** A person at work in the shop's own pages: by the same mutations, and nothing of it is counted or written down. */
export type Person = (document: string, variables?: { [name: string]: unknown }) => Answer

/** @throws Error for whatever the shop refuses */
export function personIn(world: World): Person {
  return (text, variables = {}) => {
    const { store, domains, settings } = world
    const version = settings.versions.at(-1) ?? ''
    const contextValue = {
      ...{ world: { ...world, journal: [] }, store, settings, version, appId: 'people', directives: {}, searches: [] },
      scopes: new Set(['products', 'files', 'inventory', 'publications', 'locations'].flatMap(writeScope)),
    }
    const args = { schema: schemaOf(version, domains), document: parse(text), variableValues: variables, contextValue }
    const { data, errors } = executeSync(args) as ExecutionResult
    store.flush()
    const refused = [...(errors ?? []), ...Object.values(data ?? {}).flatMap(userErrorsOf)]
    if (refused.length > 0) throw new Error(`The shop refuses: ${JSON.stringify(refused)}`)
    return data as Answer
  }
}

function writeScope(name: string): string[] {
  return [`write_${name}`, `read_${name}`]
}

function userErrorsOf(payload: unknown): unknown[] {
  const errors = (payload as { userErrors?: unknown } | null)?.userErrors
  return Array.isArray(errors) ? errors : []
}
