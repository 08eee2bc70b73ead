import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadWorkspace } from '../../src/config/index.ts'
import type { Pair } from '../../src/config/scaffold.ts'
import { initWorkspace } from '../../src/services/init.ts'
import { providers } from '../support/providers.ts'

const all = [...providers.values()]
const sources = all.filter((one): one is Pair['source'] => one.source !== undefined)
const targets = all.filter((one): one is Pair['target'] => one.target !== undefined)
/** Of one system both sides need an account of their own, which only people can name. */
const pairs = sources.flatMap((source) =>
  targets.filter(({ name }) => name !== source.name).map((target) => ({ source, target })),
)

test.each(pairs.map((pair) => [pair.source.name, pair.target.name, pair] as const))(
  'rules for %s and %s that init writes down without using them are good rules',
  (_source, _target, pair) => {
    const cwd = mkdtempSync(join(tmpdir(), 'sync-init-'))
    onTestFinished(() => rmSync(cwd, { recursive: true, force: true }))
    initWorkspace({ providers, cwd, scope: 'prairie', pair: { ...pair, others: [] } })
    const rules = join(cwd, 'specs/attributes.yaml')
    const text = readFileSync(rules, 'utf8')
    const inUse = text.replace(/^ {2}# ( *[\w.]+:)/gm, '  $1')
    writeFileSync(rules, inUse)

    expect(
      loadWorkspace({ cwd, providers }).diagnostics.filter(({ file }) => file === 'specs/attributes.yaml'),
    ).toEqual([])
  },
)
