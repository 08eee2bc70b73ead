import { expect, test } from 'vitest'
import { syncSchema } from '../../src/config/assemble.ts'
import type { Entries } from '../../src/config/entries.ts'
import { schemaOfAttributes, schemaOfOverrides, schemasAhead } from '../../src/config/file-schemas.ts'
import { createAjv, textOfSchema, validatorOf } from '../../src/config/validators.ts'
import type { JsonSchema } from '../../src/model/provider.ts'
import { providers } from '../support/providers.ts'

const ahead = new Set([...schemasAhead(providers)].map(textOfSchema))
const sides = [...providers.values()]

/** Schemas of the files of a workspace with these entries. */
function schemasOf({ sources, target }: Entries): JsonSchema[] {
  return [schemaOfAttributes(providers, { sources, target }), schemaOfOverrides(providers, { sources, target })]
}

test.each(
  sides.flatMap(({ source: from }) => sides.flatMap(({ target: to }) => (from && to ? [[from, to] as const] : []))),
)('the build compiles every schema of a workspace with one source and one target', (from, to) => {
  const entries = {
    sources: [{ side: from, words: from.facts }],
    target: { name: sides.find(({ target }) => target === to)?.name, side: to },
  } as unknown as Entries

  for (const schema of [syncSchema(sides), ...schemasOf(entries)]) expect(ahead).toContain(textOfSchema(schema))
})

test('the build compiles what is needed while nobody knows the source or the target', () => {
  for (const schema of schemasOf({ sources: [], target: null })) expect(ahead).toContain(textOfSchema(schema))
})

test('schemas that differ are told apart, and what is compiled ahead finds the same mistakes', () => {
  const [schema] = schemasAhead(providers)
  if (schema === undefined) throw new Error('There is no schema.')
  const other = { ...schema, description: 'Another.' }
  const [compiled, direct] = [validatorOf(schema), createAjv({ source: true, esm: true }).compile(schema)]
  const wrong = { version: 2, scope: '', source: { amazon: { marketplace: 1 } }, x: 1 }

  expect(textOfSchema(other)).not.toBe(textOfSchema(schema))
  expect([compiled(wrong), direct(wrong)]).toEqual([false, false])
  expect(direct.errors).toEqual(compiled.errors)
})
