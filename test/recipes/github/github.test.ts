import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Plan } from '../../../src/model/plan.ts'
import { recipe, recipeYaml } from '../recipe.ts'
import { acceptedAt, Site } from '../site.ts'
import { ACTIONS } from './actions.ts'
import { type JobEnd, Runner } from './runner.ts'
import type { Workflow } from './workflow.ts'

const PAGE = 'docs/ci-github.md'
const [PLAN, APPLY, DRIFT] = ['plan.yml', 'apply.yml', 'drift.yml'].map((name) =>
  recipeYaml<Workflow>(PAGE, `github ${name}`),
) as [Workflow, Workflow, Workflow]

let site: Site
let runner: Runner

beforeAll(async () => {
  const names = ['plan.yml', 'apply.yml', 'drift.yml']
  site = await Site.open(
    Object.fromEntries(names.map((name) => [`.github/workflows/${name}`, recipe(PAGE, `github ${name}`)])),
  )
  runner = new Runner(site)
})

afterAll(() => site.close())

/** A pull request of what is changed at the desk, from the repository itself or from a fork. */
async function pullRequest(number: number, { from = 'prairie/catalogue', workflow = PLAN } = {}) {
  const commit = await site.commit(`Change ${number}`)
  await site.type(`git push -q -f origin HEAD:refs/heads/change-${number}`)
  const { github } = runner
  github.comments[number] ??= [...chatter(), comment(500, 'mallory', forged())]
  runner.github = github
  const payload = { pull_request: { number, head: { repo: { full_name: from } } } }
  return runner.run(workflow, { name: 'pull_request', commit, payload, trusted: from === 'prairie/catalogue' })
}

/** More than a page of what people say, and a comment that looks like the plan's and is not. */
const chatter = () => Array.from({ length: 120 }, (_, id) => comment(id + 1, 'dana', `Good ${id}`))
const comment = (id: number, login: string, body: string) => ({ id, user: { login }, body })
const forged = () => `<!-- catalog-sync:plan prairie -->\n## Plan\n\n- plan_id: \`sha256:${'f'.repeat(64)}\`\n`

const ours = (number: number) =>
  (runner.github.comments[number] ?? []).filter(({ user }) => user.login.endsWith('[bot]'))

/** The commit that is at the desk goes to main, by a pull request or past all of them. */
async function merge(number: number | null): Promise<string> {
  await site.type('git push -q origin HEAD:main')
  const commit = await site.type('git rev-parse HEAD')
  const { github } = runner
  if (number !== null) github.pulls[commit] = number
  runner.github = github
  return commit
}

/** The job after a merge; `limit` is what stops it in the place of five hours. */
async function apply(
  commit: string,
  { limit = '--max-duration 5h', name = 'push' as 'push' | 'workflow_dispatch', inputs = {} } = {},
) {
  const text = JSON.stringify(APPLY).replace('--max-duration 5h', limit)
  const { apply: end } = await runner.run(JSON.parse(text) as Workflow, { name, commit, inputs })
  return end as JobEnd
}

const planned = () => JSON.parse(readFileSync(join(site.root, 'artifacts/plan/plan.json'), 'utf8')) as Plan
const writes = () => site.sandbox.plytix.counts().writes

describe('the workflows', () => {
  const all = [PLAN, APPLY, DRIFT]

  test('let a token do what they need, and nothing else', () => {
    expect(all.map(({ permissions }) => permissions)).toEqual([
      { contents: 'read' },
      { contents: 'read', 'pull-requests': 'read', actions: 'write' },
      { contents: 'read' },
    ])
    expect(PLAN.jobs.plan?.permissions).toEqual({ contents: 'read', 'pull-requests': 'write' })
  })

  test('apply to an account one at a time, and cancel none that is at work', () => {
    expect(APPLY.concurrency).toEqual({ group: 'catalog-sync-default', 'cancel-in-progress': false })
  })

  test('give secrets to jobs of the repository alone', () => {
    const withSecrets = Object.entries(PLAN.jobs).filter(([, job]) => JSON.stringify(job).includes('secrets.'))

    expect(withSecrets.map(([name, job]) => [name, job.if])).toEqual([
      ['plan', 'github.event.pull_request.head.repo.full_name == github.repository'],
    ])
    expect(PLAN.on).toBe('pull_request')
  })

  test('use actions at a major version, and let no package run a script beside the secrets', () => {
    const steps = all.flatMap(({ jobs }) => Object.values(jobs).flatMap((job) => job.steps))
    const used = steps.flatMap(({ uses = [] }) => uses)
    const installs = steps.flatMap(({ run = '' }) => (run.startsWith('npm ') ? [run] : []))

    expect(used.filter((name) => !Object.hasOwn(ACTIONS, name) || !/@v\d+$/.test(name))).toEqual([])
    expect(new Set(installs)).toEqual(new Set(['npm ci --ignore-scripts']))
  })

  test('interpolate nothing that a stranger writes into a command', () => {
    const commands = all.flatMap(({ jobs }) =>
      Object.values(jobs).flatMap((job) => job.steps.map(({ run = '' }) => run)),
    )

    expect(commands.filter((run) => run.includes('${{'))).toEqual([])
  })

  test('run every night', () => {
    expect(DRIFT.on).toMatchObject({ schedule: [{ cron: expect.stringMatching(/^\d+ \d+ \* \* \*$/) }] })
  })
})

describe('from the first pull request to a quiet night', () => {
  let first: Plan
  let run: string | undefined

  test('a fork has its files checked, with no secret and no plan', async () => {
    const { validate, plan } = await pullRequest(1, { from: 'mallory/catalogue' })

    expect([validate?.result, plan?.result]).toEqual(['success', 'skipped'])
    expect([...(validate?.seen ?? [])]).toEqual([])
    expect(ours(1)).toEqual([])
  })

  test('a mistake in a file ends the check, and nothing is planned', async () => {
    site.write('specs/overrides/boots.yaml', 'version: 1\noverrides:\n  B0: { cannonical: MCA0032 }\n')
    const { validate, plan } = await pullRequest(2)

    expect([validate?.result, plan?.result]).toEqual(['failure', 'skipped'])
    expect(validate?.text).toContain('specs/overrides/boots.yaml:3')
    await site.type('git reset -q --hard HEAD~1')
  })

  test('a pull request gets its plan as one comment, which the next push renews', async () => {
    site.write('README.md', 'Boots.\n')
    const once = await pullRequest(3)
    const [posted] = ours(3)
    site.write('README.md', 'Boots, and shoes.\n')
    const twice = await pullRequest(3)
    first = planned()

    expect([once.plan?.text, once.plan?.result, twice.plan?.result]).toEqual([expect.any(String), 'success', 'success'])
    expect(ours(3).map(({ id }) => id)).toEqual([posted?.id])
    expect(ours(3)[0]?.body).toContain(`\n- plan_id: \`${first.plan_id}\`\n`)
    expect(once.plan?.outputs.plan?.operations).toBe(String(first.operations.length))
    expect(once.plan?.summary).toContain('<!-- catalog-sync:plan')
    expect(existsSync(join(site.root, 'artifacts/plan/plan.html'))).toBe(true)
    expect(writes()).toBe(0)
  })

  test('the merge applies what was reviewed; a load that does not fit the job stops with its state kept', async () => {
    const end = await apply(await merge(3), { limit: '--budget 30' })
    run = end.outputs.apply?.run_id

    expect(end.outputs.reviewed).toEqual({ plan_id: first.plan_id })
    expect([end.result, end.outputs.apply?.status]).toEqual(['success', 'stopped'])
    expect(end.text).toContain('Apply stopped as asked.')
    expect(runner.github.dispatched).toEqual([{ workflow: 'apply.yml', ref: 'main', inputs: {} }])
  })

  test('the next job goes on with that run, and does the rest of it', async () => {
    const end = await apply(await site.type('git rev-parse HEAD'), { name: 'workflow_dispatch' })

    expect(end.outputs.apply).toMatchObject({ run_id: run, plan_id: first.plan_id, status: 'complete' })
    expect(writes()).toBe(first.operations.length)
    expect(end.summary).toContain(`## Run ${run}`)
    expect(runner.github.dispatched).toHaveLength(1)
  })

  test('a merge job that is repeated does nothing, and is no failure', async () => {
    const end = await apply(await site.type('git rev-parse HEAD'))

    expect([end.result, end.outputs.apply?.status]).toEqual(['success', 'complete'])
    expect(end.text).toContain(`Plan ${first.plan_id} was applied before, by run ${run}.`)
    expect(writes()).toBe(first.operations.length)
  })

  test('a commit that nobody reviewed is not applied', async () => {
    site.write('README.md', 'Boots alone.\n')
    await site.commit('Go past everybody')
    const end = await apply(await merge(null))

    expect(end.result).toBe('failure')
    expect(end.text).toContain('::error::No plan was reviewed for this commit.')
    expect(end.outputs.apply).toBeUndefined()
  })

  test('a plan that is another one after the merge is not applied; run by hand with the new id, it is', async () => {
    site.write('README.md', 'Boots again.\n')
    await pullRequest(4)
    retitle('Cimarron boot, earth')
    const commit = await merge(4)
    const refused = await apply(commit)
    const { drift } = await runner.run(DRIFT, { name: 'schedule', commit })
    const plan_id = /plan_id: `(sha256:[0-9a-f]{64})`/.exec(drift?.summary ?? '')?.[1] ?? ''
    const done = await apply(commit, { name: 'workflow_dispatch', inputs: { plan_id } })

    expect(refused.result).toBe('failure')
    expect(refused.text).toContain('The plan is not the approved one')
    expect([done.result, done.outputs.apply?.succeeded]).toEqual(['success', '1'])
  })

  test('a night with nothing changed is green', async () => {
    const { drift } = await runner.run(DRIFT, { name: 'schedule', commit: await site.type('git rev-parse HEAD') })

    expect(drift?.result).toBe('success')
  })

  test('a night after people changed something is red, and says what', async () => {
    const sku = `AMZN-US-${site.sandbox.amazon.items[1]?.asin}`
    Object.assign(site.sandbox.plytix.store.product(sku)?.attributes ?? {}, { amazon_title: 'Named by hand' })

    const { drift } = await runner.run(DRIFT, { name: 'schedule', commit: await site.type('git rev-parse HEAD') })

    expect(drift?.result).toBe('failure')
    expect(drift?.summary).toContain('Named by hand')
  })

  test('what people changed is kept by a pull request, and the nights are green again', async () => {
    await acceptedAt(site, recipe(PAGE, 'github accept'))
    site.write('README.md', 'Boots, named by hand.\n')
    const { plan } = await pullRequest(5)
    const commit = await merge(5)
    const applied = await apply(commit)
    const { drift } = await runner.run(DRIFT, { name: 'schedule', commit })

    expect([plan?.result, applied.result, drift?.result]).toEqual(['success', 'success', 'success'])
    expect(planned().drift).toEqual([])
  })

  test('a cache that is gone costs nothing but calls', async () => {
    rmSync(join(site.root, 'caches'), { recursive: true })
    const end = await apply(await site.type('git rev-parse HEAD'))

    expect([end.result, end.outputs.apply?.status]).toEqual(['success', 'complete'])
  })

  test('a plan that a guard holds back makes the job red, and is in the comment all the same', async () => {
    retitle('Cimarron boot, sand')
    await site.type("printf '\\npolicy:\\n  max_change_percent: 0\\n' >> sync.yaml")
    const { plan } = await pullRequest(6)
    await site.type('git reset -q --hard HEAD~1')

    expect([plan?.result, plan?.outputs.plan?.applyable]).toEqual(['failure', 'false'])
    expect(ours(6)[0]?.body).toContain(planned().guards[0]?.message)
    expect(existsSync(join(site.root, 'artifacts/plan/plan.html'))).toBe(true)
  })

  test('another account has its own variables, and its own state', async () => {
    const { plan } = structuredClone(PLAN.jobs)
    const prefixed = Object.entries({ ...plan?.env, ...site.urls }).map(([name, value]) => [`ACME_${name}`, value])
    const env = { SYNC_ACCOUNT: 'acme', ...Object.fromEntries(prefixed) }
    const jobs = { plan: { ...plan, needs: undefined, env } } as unknown as Workflow['jobs']

    const ends = await pullRequest(7, { workflow: { ...PLAN, jobs } })

    expect(ends.plan?.result).toBe('success')
    expect(planned().target.name).toBe('acme')
  })
})

function retitle(title: string): void {
  const [item] = site.sandbox.amazon.items
  const [summary] = item?.summaries ?? []
  if (summary) summary.itemName = title
}
