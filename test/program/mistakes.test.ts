import { rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Stage } from '../e2e/stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await Stage.open({ listings: 3 })
})
afterEach(() => stage.close())

test('mistakes in labels, templates and texts are said all at once, each at its place, and warnings with them', async () => {
  const { workspace } = stage
  const attributes = workspace.read('specs/attributes.yaml').trimEnd()
  const [line] = [attributes.split('\n').length + 1]
  workspace.write(
    'specs/attributes.yaml',
    `${attributes}\n  constructor: { name: Constructor, type: TextAttribute, from: item_name, write: always }\n`,
  )
  workspace.configure('images:\n  name: "{id}{id}.{ext}"')
  workspace.write('specs/overrides/boots.yaml', 'version: 1\noverrides:\n  B07X8Z63ZL: { canonical: "MCA\\0" }\n')

  for (const command of ['validate', 'plan']) {
    const { code, text } = await stage.sync(command)

    expect(code).toBe(1)
    expect(text).toMatch(/sync\.yaml:\d+:\d+: error: images\.name must contain \{id\} once, not 2 times/)
    expect(text).toContain(`specs/attributes.yaml:${line}:3: error: constructor cannot be used as a label`)
    expect(text).toContain('specs/overrides/boots.yaml:3:28: error: the text holds the control character U+0000')
    expect(text).toContain('specs/overrides/boots.yaml:3:3: warning: B07X8Z63ZL has no reason')
  }
  expect(stage.sandbox.plytix.calls).toEqual([])
  expect(stage.sandbox.amazon.calls).toEqual([])
})

test('a state database that was lost is noticed by every command that needs it, and made anew from the runs', async () => {
  expect((await stage.sync('apply', '--auto-approve')).code).toBe(0)
  const databases = stage.workspace.files('state').filter((path) => /state\.db(-wal|-shm)?$/.test(path))
  expect(databases).not.toEqual([])
  for (const path of databases) rmSync(path)

  for (const command of [['runs'], ['apply', '--auto-approve']]) {
    const { code, text } = await stage.sync(...command)
    expect([code, text]).toEqual([1, expect.stringContaining('sync state rebuild')])
  }
  expect((await stage.sync('state', 'rebuild')).code).toBe(0)

  expect((await stage.sync('runs')).text).toContain('complete')
  expect((await stage.sync('apply', '--auto-approve')).text).toContain('No changes')
})
