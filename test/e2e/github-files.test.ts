import { existsSync, readFileSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { outputsIn } from '../support/github-runner.ts'
import { Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await Stage.open({ listings: 10 })
})

afterAll(() => stage.close())

/** A step of a job, with the files that GitHub gives each step. */
async function step(...args: string[]) {
  const [output, summary] = ['output', 'summary'].map((name) => stage.workspace.path(name)) as [string, string]
  const ended = await stage.syncIn({ env: { GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary } }, ...args)
  const text = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '')
  const told = { ...ended, outputs: outputsIn(text(output)), summary: text(summary) }
  for (const file of [output, summary]) rmSync(file, { force: true })
  return told
}

test('every step of a load tells what it came to', async () => {
  const exported = await step('export')
  const matched = await step('match')
  const planned = await step('plan', '--out', 'plan.json', '--format', 'markdown', '--report', 'plan.md')
  const stopped = await step('apply', 'plan.json', '--budget', '15')
  const applied = await step('apply', 'plan.json', '--json')
  const again = await step('plan')
  const nothing = await step('apply', '--auto-approve')
  const { plan_id, operations, summary } = stage.savedPlan('plan.json')

  expect(exported.outputs).toEqual({ exports: '1', failed: '0', listings: '10', complete: 'true' })
  expect(matched.outputs).toEqual({ matched: '10', unmatched: '0', ambiguous: '0', rate: '100' })
  expect(planned.outputs).toEqual({
    ...{ plan_id, applyable: 'true', operations: String(operations.length) },
    ...{ create: String(summary.create), update: '0', upload: String(summary.upload), link: String(summary.link) },
    ...{
      unlink: '0',
      delete: '0',
      adopt: '0',
      unchanged: '0',
      blocked: '0',
      conflicts: '0',
      drift: '0',
      unadopted: '0',
    },
    changed_by_people: '0',
  })
  expect(planned.summary).toBe(stage.workspace.read('plan.md'))
  expect(stopped.code).toBe(3)
  expect(stopped.outputs).toMatchObject({ plan_id, status: 'stopped', succeeded: '15', failed: '0' })
  expect(stopped.outputs.resume).toBe(`sync apply --resume ${stopped.outputs.run_id}`)
  expect(applied.outputs).toEqual({
    ...{ plan_id, run_id: stopped.outputs.run_id, status: 'complete', succeeded: String(operations.length) },
    ...{ adopted: '0', failed: '0', conflict: '0', skipped: '0', pending: '0', resume: '' },
  })
  expect(applied.summary).toMatch(/^<!-- catalog-sync:run prairie -->\n## Run /)
  expect(again.outputs).toMatchObject({ operations: '0', unchanged: '10' })
  expect(nothing.outputs).toMatchObject({ run_id: '', status: 'complete', succeeded: '0' })
  expect(nothing.summary).toBe('Nothing to do: no run was made.\n')
  expect([exported.summary, matched.summary]).toEqual(['', ''])
})

test('drift tells what people changed, and what was looked at', async () => {
  const { store } = stage.sandbox.plytix
  Object.assign(store.product(`AMZN-US-${stage.sandbox.amazon.items[1]?.asin}`)?.attributes ?? {}, {
    amazon_title: 'Named by hand',
  })

  const { code, outputs, summary } = await step('drift')
  const { outputs: alone } = await step('drift', '--only', 'target')
  const { outputs: planned } = await step('plan')

  expect(code).toBe(2)
  expect(outputs).toEqual({
    ...{ drift: '1', conflicts: '0', deleted: '0', renamed: '0', definitions: '0', changed_by_people: '1' },
    ...{ operations: '0', unread: '0', unadopted: '0', incomparable: '0', complete: 'true' },
  })
  expect(summary).toMatch(/^<!-- catalog-sync:drift prairie -->\n[\s\S]+Named by hand/)
  expect(alone).toMatchObject({ drift: '1', operations: '' })
  expect(planned).toMatchObject({ drift: '1', changed_by_people: '1' })
})

test('a file that takes nothing is remarked, and the command ends as it would have', async () => {
  const env = { GITHUB_OUTPUT: stage.workspace.root, GITHUB_STEP_SUMMARY: '/dev/null' }

  const ended = await stage.syncIn({ env }, 'plan', '--json')

  expect(ended.code).toBe(0)
  expect(JSON.parse(ended.stdout)).toMatchObject({ operations: [] })
  expect(ended.stderr).toBe(
    'Nothing was added to the file of GITHUB_OUTPUT: it is no regular file.\nNothing was added to the file of GITHUB_STEP_SUMMARY: it is no regular file.\n',
  )
})

test('outside of GitHub Actions no file appears', async () => {
  const before = stage.workspace.files('.')

  await stage.syncIn({ env: { GITHUB_OUTPUT: '', GITHUB_STEP_SUMMARY: '' } }, 'match')

  expect(stage.workspace.files('.').filter((path) => !path.includes('/state/'))).toEqual(
    before.filter((path) => !path.includes('/state/')),
  )
})
