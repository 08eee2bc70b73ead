import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Plan } from '../../../src/model/plan.ts'
import { recipe, recipeYaml } from '../recipe.ts'
import { acceptedAt, Site } from '../site.ts'
import { GitlabApi } from './api.ts'
import { jobsOf, type Pipeline } from './pipeline.ts'
import { Runner } from './runner.ts'

const PAGE = 'docs/ci-gitlab.md'
const NAME = 'gitlab .gitlab-ci.yml'
const PIPELINE = recipeYaml<Pipeline>(PAGE, NAME)
const jobs = Object.fromEntries(jobsOf(PIPELINE))

const api = new GitlabApi()
let site: Site
let runner: Runner

beforeAll(async () => {
  await api.open()
  site = await Site.open({ '.gitlab-ci.yml': recipe(PAGE, NAME) })
  runner = new Runner(site, api)
})

afterAll(async () => {
  await site.close()
  await api.close()
})

async function mergeRequest(iid: number, { from = String(api.project) } = {}) {
  const commit = await site.commit(`Change ${iid}`)
  await site.type(`git push -q -f origin HEAD:refs/heads/change-${iid}`)
  if (!api.notes.has(iid)) api.notes.set(iid, [forged(), ...chatter()])
  const variables = {
    CI_PIPELINE_SOURCE: 'merge_request_event',
    CI_MERGE_REQUEST_IID: String(iid),
    CI_MERGE_REQUEST_SOURCE_PROJECT_ID: from,
  }
  return runner.run(PIPELINE, { commit, variables, trusted: from === String(api.project) })
}

const note = (id: number, username: string, body: string) => ({ id, author: { username }, body })
const chatter = () => Array.from({ length: 40 }, (_, id) => note(id + 2, 'dana', `Good ${id}`))
const forged = () =>
  note(1, 'mallory', `<!-- catalog-sync:plan prairie -->\n## Plan\n\n- plan_id: \`sha256:${'f'.repeat(64)}\`\n`)
const ours = (iid: number) => (api.notes.get(iid) ?? []).filter(({ author }) => author.username === api.bot)

async function merge(iid: number | null): Promise<string> {
  await site.type('git push -q origin HEAD:main')
  const commit = await site.type('git rev-parse HEAD')
  if (iid !== null) api.merged.set(commit, iid)
  return commit
}

/** The pipeline of the main branch; `limit` is what stops a job in the place of two hours. */
async function onMain(commit: string, { source = 'push', limit = '--max-duration 2h', given = {} } = {}) {
  const pipeline = JSON.parse(JSON.stringify(PIPELINE).replace('--max-duration 2h', limit)) as Pipeline
  return runner.run(pipeline, { commit, variables: { CI_PIPELINE_SOURCE: source, CI_COMMIT_BRANCH: 'main', ...given } })
}

const head = () => site.type('git rev-parse HEAD')
const planned = () => JSON.parse(readFileSync(join(site.root, 'artifacts/plan.json'), 'utf8')) as Plan
const writes = () => site.sandbox.plytix.counts().writes
const artifact = (name: string) => readFileSync(join(site.root, 'artifacts', name), 'utf8')

describe('the pipeline', () => {
  test('applies to an account one at a time, goes on after exit code 3, and keeps its state whatever happens', () => {
    expect(jobs.apply).toMatchObject({
      resource_group: 'catalog-sync-default',
      retry: { max: 2, exit_codes: 3 },
      cache: { paths: ['state/'], when: 'always' },
    })
  })

  test('lets only the apply write the cache', () => {
    expect(Object.entries(jobs).flatMap(([name, { cache }]) => (cache ? [name] : []))).toEqual(['apply'])
  })

  test('lets no package run a script beside the secrets', () => {
    const lines = [...PIPELINE.default.before_script, ...Object.values(jobs).flatMap((job) => job.before_script ?? [])]

    expect(lines.filter((line) => line.startsWith('npm ') && line !== 'npm ci --ignore-scripts')).toEqual([])
  })
})

describe('from the first merge request to a quiet night', () => {
  let first: Plan

  test('a fork has its files checked, and no plan', async () => {
    const ends = await mergeRequest(1, { from: '666' })

    expect(Object.keys(ends)).toEqual(['validate'])
    expect(ends.validate?.codes).toEqual([0])
  })

  test('a merge request gets its plan as one note, which the next push renews', async () => {
    site.write('README.md', 'Boots.\n')
    const once = await mergeRequest(2)
    const [posted] = ours(2)
    site.write('README.md', 'Boots, and shoes.\n')
    const twice = await mergeRequest(2)
    first = planned()

    expect([once.plan?.codes, twice.plan?.codes]).toEqual([[0], [0]])
    expect(ours(2).map(({ id }) => id)).toEqual([posted?.id])
    expect(ours(2)[0]?.body).toBe(artifact('plan.md'))
    expect(ours(2)[0]?.body).toContain(`\n- plan_id: \`${first.plan_id}\`\n`)
    expect(existsSync(join(site.root, 'artifacts/plan.html'))).toBe(true)
    expect(writes()).toBe(0)
  })

  test('the merge applies what was reviewed, in as many jobs as it takes', async () => {
    const { apply } = await onMain(await merge(2), { limit: '--budget 45' })

    expect(apply?.codes).toEqual([3, 0])
    expect(apply?.text).toMatch(/Run (\S+) of the approved plan did not end; it goes on\.[\s\S]+Apply complete\./)
    expect(writes()).toBe(first.operations.length)
  })

  test('a job that is repeated does nothing, and is no failure', async () => {
    const { apply } = await onMain(await head())

    expect(apply?.codes).toEqual([0])
    expect(apply?.text).toContain(`Plan ${first.plan_id} was applied before, by run `)
  })

  test('a commit that nobody reviewed is not applied', async () => {
    site.write('README.md', 'Boots alone.\n')
    await site.commit('Go past everybody')
    const { apply } = await onMain(await merge(null))

    expect(apply?.codes).toEqual([1])
    expect(apply?.text).toContain('No merge request brought this commit.')
  })

  test('a plan that is another one after the merge is not applied; run by hand with the new id, it is', async () => {
    site.write('README.md', 'Boots again.\n')
    await mergeRequest(3)
    const [summary] = site.sandbox.amazon.items[0]?.summaries ?? []
    if (summary) summary.itemName = 'Cimarron boot, earth'
    const commit = await merge(3)
    const refused = await onMain(commit)
    await onMain(commit, { source: 'schedule' })
    const PLAN_ID = /plan_id: `(sha256:[0-9a-f]{64})`/.exec(artifact('plan.md'))?.[1] ?? ''
    const done = await onMain(commit, { source: 'web', given: { PLAN_ID } })

    expect(refused.apply?.codes).toEqual([1])
    expect(refused.apply?.text).toContain('The plan is not the approved one')
    expect(done.apply?.codes).toEqual([0])
    expect(done.apply?.text).toContain('Operations: 1 succeeded')
  })

  test('a night with nothing changed is green', async () => {
    expect((await onMain(await head(), { source: 'schedule' })).drift?.codes).toEqual([0])
  })

  test('a night after people changed something is red, and says what', async () => {
    const sku = `AMZN-US-${site.sandbox.amazon.items[1]?.asin}`
    Object.assign(site.sandbox.plytix.store.product(sku)?.attributes ?? {}, { amazon_title: 'Named by hand' })

    const { drift } = await onMain(await head(), { source: 'schedule' })

    expect(drift?.codes).toEqual([2])
    expect(artifact('drift.md')).toContain('Named by hand')
  })

  test('what people changed is kept by a merge request, and the nights are green again', async () => {
    await acceptedAt(site, recipe(PAGE, 'gitlab accept'))
    const { plan } = await mergeRequest(4)
    const commit = await merge(4)
    const { apply } = await onMain(commit)
    const { drift } = await onMain(commit, { source: 'schedule' })

    expect([plan?.codes, apply?.codes, drift?.codes]).toEqual([[0], [0], [0]])
  })

  test('a cache that is gone costs nothing but calls', async () => {
    rmSync(join(site.root, 'caches'), { recursive: true })

    expect((await onMain(await head())).apply?.codes).toEqual([0])
  })

  test('a plan that a guard holds back makes the job red, and is in the note all the same', async () => {
    const [summary] = site.sandbox.amazon.items[0]?.summaries ?? []
    if (summary) summary.itemName = 'Cimarron boot, sand'
    await site.type("printf '\\npolicy:\\n  max_change_percent: 0\\n' >> sync.yaml")
    const { plan } = await mergeRequest(5)
    await site.type('git reset -q --hard HEAD~1')

    expect(plan?.codes).toEqual([1])
    expect(ours(5)[0]?.body).toContain(planned().guards[0]?.message)
  })
})
