import type { JsonSchema, Providers } from '../model/provider.ts'
import { attributesSchema, type Named, overridesSchema, syncSchema } from './assemble.ts'
import { QUALITY } from './base/quality.ts'
import type { Entries } from './entries.ts'
import { isReady } from './validators.ts'

const kept = new WeakMap<Providers, Map<string, JsonSchema>>()

/** Assembled once, since what is compiled of a schema goes by the schema itself. */
function once(providers: Providers, key: string, assemble: () => JsonSchema): JsonSchema {
  const known = kept.get(providers) ?? new Map<string, JsonSchema>()
  kept.set(providers, known)
  const schema = known.get(key) ?? assemble()
  known.set(key, schema)
  return schema
}

export function schemaOfSync(providers: Providers, named: Named): JsonSchema {
  const whole = once(providers, 'sync', () => syncSchema(providers.values()))
  if (isReady(whole)) return whole
  return once(providers, `sync ${JSON.stringify(named)}`, () => syncSchema(providers.values(), named))
}

/** For the target of the workspace; as long as nobody knows which it is, for all of them. */
export function schemaOfAttributes(providers: Providers, { target }: Entries): JsonSchema {
  const all = [...providers.values()].flatMap((provider) => provider.target ?? [])
  return once(providers, `attributes ${target?.name ?? ''}`, () => attributesSchema(target ? [target.side] : all))
}

/** For the sources of the workspace, or for all of them. */
export function schemaOfOverrides(providers: Providers, { sources }: Entries): JsonSchema {
  const all = [...providers.values()].flatMap(({ source }) => source?.facts ?? [])
  const named = sources.map(({ words }) => words)
  const key = named.map(({ name }) => name).join()
  return once(providers, `overrides ${key}`, () => overridesSchema(named.length > 0 ? named : all))
}

/** What workspaces of these providers are checked against, as far as it can be told without seeing them. */
export function* schemasAhead(providers: Providers): Generator<JsonSchema> {
  const all = [...providers.values()]
  const targets = all.flatMap(({ target }) => target ?? [])
  const facts = all.flatMap(({ source }) => source?.facts ?? [])
  yield syncSchema(all)
  yield QUALITY
  for (const some of [targets, ...targets.map((target) => [target])]) yield attributesSchema(some)
  for (const some of [facts, ...facts.map((words) => [words])]) yield overridesSchema(some)
}
