import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Fields } from '../../../src/model/fields.ts'
import { liveOf } from '../../../src/model/live.ts'
import type { TargetWorkspace } from '../../../src/model/provider.ts'
import type { Change } from '../../../src/model/target.ts'
import { systemClock } from '../../../src/net/clock.ts'
import { createFileTarget } from '../../../src/providers/file/target.ts'
import { settings, spec } from '../../support/boots.ts'

const WANT = { paths: [], owns: () => true, explained: () => true }
const { signal } = new AbortController()

/** A folder `out` in a root, as a target with a few fields. */
export function shelf(root: string) {
  const target = createFileTarget({ workspace: workspace(), root, clock: systemClock })
  const file = join(root, 'out/product.ndjson')
  return {
    target,
    file,
    text: () => (existsSync(file) ? readFileSync(file, 'utf8') : ''),
    put(text: string, name = 'product.ndjson') {
      mkdirSync(join(root, 'out'), { recursive: true })
      writeFileSync(join(root, 'out', name), text)
    },
    read: async () => liveOf(await target.read(WANT, signal), 'product'),
    look: async (key: string) => (await target.look([{ kind: 'product', key }], WANT, signal))[0],
    create: (key: string, fields: Fields = {}) => target.write(change('create', key, fields), signal),
    update: (key: string, fields: Fields, revision?: string) =>
      target.write({ ...change('update', key, fields), id: key, ...(revision ? { revision } : {}) }, signal),
  }
}

function change(action: Change['action'], key: string, fields: Fields): Change {
  return { action, kind: 'product', key, id: null, fields, parts: [], volatile: [], needs: {}, scope: 'boots' }
}

function workspace(): TargetWorkspace {
  const chosen = settings(({ target }) => Object.assign(target, { provider: 'file', options: { path: 'out' } }))
  const attributes = ['title', 'seo.title', 'tags'].map((label) => spec(label, { type: null, from: label }))
  return { settings: chosen, attributes }
}
