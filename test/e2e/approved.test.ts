import { appendFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RunResult } from '../../src/model/run.ts'
import { failureOf, parsed, Stage } from './stage.ts'

let stage: Stage
/** What was planned, shown and approved. */
let id: string

beforeEach(async () => {
  stage = await Stage.open({ listings: 10 })
  await stage.sync('export')
  id = (await stage.plan('--out', 'plan.json')).plan_id
  renameSync(stage.workspace.path('plan.json'), stage.workspace.path('kept.json'))
})

afterEach(() => stage.close())

const apply = (...flags: string[]) => stage.sync('apply', '--approved', id, ...flags)
const writes = () => stage.sandbox.plytix.counts().writes

/** The source says something else, and is read again. */
async function retitle(title: string): Promise<string> {
  const [item] = stage.sandbox.amazon.items
  const [summary] = item?.summaries ?? []
  if (summary) summary.itemName = title
  await stage.sync('export')
  return `AMZN-US-${item?.asin}`
}

describe('a plan that is the approved one', () => {
  test('is carried out without a question', async () => {
    const { plan_id, status, operations } = parsed<RunResult>(await apply('--json'))

    expect({ plan_id, status }).toEqual({ plan_id: id, status: 'complete' })
    expect(operations.succeeded).toBe(writes())
  })

  test('goes on where a run of it was stopped, when the same command is given again', async () => {
    const stopped = await apply('--budget', '20', '--json')
    const { run_id } = JSON.parse(stopped.stdout) as RunResult
    const ended = await apply('--json')

    expect(stopped.code).toBe(3)
    expect(parsed<RunResult>(ended)).toMatchObject({ run_id, plan_id: id, status: 'complete' })
    expect(ended.stderr).toContain(`Run ${run_id} of the approved plan did not end; it goes on.`)
    const { operations } = stage.savedPlan('kept.json')
    expect(writes()).toBe(operations.length)
  })

  test('and was applied before leaves nothing to do, which is no failure', async () => {
    const { run_id } = parsed<RunResult>(await apply('--json'))
    const before = writes()
    const again = await apply()

    expect(again.code).toBe(0)
    expect(again.stderr).toContain(`Plan ${id} was applied before, by run ${run_id}.`)
    expect(again.stdout).toContain('Nothing to do: no run was made.')
    expect(writes()).toBe(before)
  })
})

describe('a plan that is another one', () => {
  test('is not carried out, and the fields that differ are told with both values', async () => {
    const sku = await retitle('Cimarron boot, earth')
    const ended = await apply('--json')
    const { code, message, diagnostics, hints } = failureOf(ended)

    expect([ended.code, code]).toEqual([1, 'not-approved'])
    expect(message).toBe('The plan is not the approved one any more: 1 operation changed.')
    expect(diagnostics.map(({ address }) => address)).toEqual([`product.${sku}`, null])
    expect(diagnostics[0]?.message).toMatch(/\/after\/label was reviewed as ".+" and is "Cimarron boot, earth"/)
    expect(diagnostics[1]?.message).toBe('amazon US was exported again since, with other values.')
    expect(hints[0]).toMatch(new RegExp(`^Approved: ${id}\\. Now: sha256:[0-9a-f]{64}\\. Nothing was written\\.$`))
    expect(writes()).toBe(0)
  })

  test('tells which files of the workspace changed', async () => {
    appendFileSync(stage.workspace.path('specs', 'attributes.yaml'), '\n# Reviewed by nobody.\n')
    await retitle('Cimarron boot, earth')

    const { text } = await apply()

    expect(text).toContain('specs/attributes.yaml changed since it was reviewed.')
  })

  test('tells with which flags it was reviewed', async () => {
    const { text, code } = await apply('--only', 'schema')

    expect(code).toBe(1)
    expect(text).toContain('operations gone.')
    expect(text).toContain('It was reviewed without narrowing flags, and is planned with --only schema now.')
  })

  test('names twenty of each sort, and counts the rest', async () => {
    const { text } = await apply('--only', 'schema')

    expect(text.match(/^info: \w+:.+ is gone$/gm)).toHaveLength(20)
    expect(text).toMatch(/^info: And \d+ more operations that are gone\.$/m)
  })

  test('is told from the approved one after that was applied', async () => {
    const { run_id } = parsed<RunResult>(await apply('--json'))
    await retitle('Cimarron boot, earth')
    const before = writes()

    const ended = await apply('--json')

    expect(failureOf(ended)).toMatchObject({ code: 'not-approved' })
    expect(failureOf(ended).hints[0]).toBe(
      `The approved plan was applied before, by run ${run_id}; this is what came since.`,
    )
    expect(writes()).toBe(before)
  })

  test('is compared with plan.json where the state remembers nothing', async () => {
    rmSync(stage.workspace.path('state', 'default', 'reviewed'), { recursive: true })
    await retitle('Cimarron boot, earth')
    const unknown = failureOf(await apply('--json'))
    renameSync(stage.workspace.path('kept.json'), stage.workspace.path('plan.json'))
    const known = failureOf(await apply('--json'))

    expect(unknown.message).toMatch(
      /^The plan is not the approved one, of which nothing is known here: neither state\/ nor plan\.json holds it\. It has \d+ operations now\.$/,
    )
    expect(unknown.diagnostics).toEqual([])
    expect(known.message).toBe('The plan is not the approved one any more: 1 operation changed.')
  })
})

test.each(['sha256:203e1965', 'a'.repeat(64), '', 'sha256:…'])(
  '%j is no id of a plan, and nothing is read for it',
  async (wrong) => {
    const before = stage.sandbox.plytix.calls.length
    const ended = await stage.sync('apply', `--approved=${wrong}`, '--json')

    expect(ended.code).toBe(1)
    expect(failureOf(ended)).toMatchObject({ code: 'usage' })
    expect(failureOf(ended).hints.join()).toContain('"sha256:" and 64 characters')
    expect(stage.sandbox.plytix.calls.length).toBe(before)
  },
)

test('a state that cannot be written to costs a plan what would be remembered of it, and nothing else', async () => {
  rmSync(stage.workspace.path('state', 'default', 'reviewed'), { recursive: true })
  stage.workspace.write(join('state', 'default', 'reviewed'), 'in the way')

  const ended = await stage.sync('plan')

  expect(ended.code).toBe(0)
  expect(ended.stderr).toContain('What was planned is not remembered for "sync apply --approved"')
})
