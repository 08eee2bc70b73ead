import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../docs/markdown.ts'
import { COMPILED_ONCE } from '../../support/compiled-once.ts'
import { outputsIn } from '../../support/github-runner.ts'
import { bash } from '../shell.ts'
import type { Site } from '../site.ts'
import { ACTIONS } from './actions.ts'
import { applies, type Contexts, filled } from './expressions.ts'
import type { Github } from './gh.ts'
import type { Job, Permissions, Step, Workflow } from './workflow.ts'

export interface Event {
  name: 'pull_request' | 'push' | 'schedule' | 'workflow_dispatch'
  /** What is checked out. */
  commit: string
  payload?: object
  inputs?: { [name: string]: string }
  /** False for those of forks: they get no secrets, and a token that may only read. */
  trusted?: boolean
}

export interface JobEnd {
  result: 'success' | 'failure' | 'skipped'
  /** What the steps printed. */
  text: string
  /** Every variable that a step saw. */
  seen: Set<string>
  summary: string
  outputs: { [step: string]: { [name: string]: string } }
}

const TOKEN = 'ghs_of_this_job'
const REPOSITORY = 'prairie/catalogue'

/** Carries out workflows as GitHub does: each job on an empty machine, step by step. */
export class Runner {
  readonly #site: Site
  readonly #file: string
  #runs = 0

  constructor(site: Site) {
    this.#site = site
    this.#file = join(site.root, 'github.json')
    this.github = { token: TOKEN, permissions: {}, repository: REPOSITORY, pulls: {}, comments: {}, dispatched: [] }
    const gh = join(ROOT, 'test/recipes/github/gh.ts')
    const program = `#!/bin/sh\nNODE_COMPILE_CACHE=${COMPILED_ONCE.NODE_COMPILE_CACHE} exec "${process.execPath}" "${gh}" "$@"\n`
    writeFileSync(join(site.programs, 'gh'), program, { mode: 0o755 })
  }

  get github(): Github {
    return JSON.parse(readFileSync(this.#file, 'utf8')) as Github
  }

  set github(github: Github) {
    writeFileSync(this.#file, JSON.stringify(github))
  }

  async run(workflow: Workflow, event: Event): Promise<{ [job: string]: JobEnd }> {
    this.#runs += 1
    const ends: { [job: string]: JobEnd } = {}
    for (const [name, job] of Object.entries(workflow.jobs)) {
      const failed = job.needs !== undefined && ends[job.needs]?.result !== 'success'
      const contexts = this.#contexts(event)
      ends[name] = applies(job.if, contexts, { failed })
        ? await this.#job(job, { event, contexts, permissions: job.permissions ?? workflow.permissions })
        : { result: 'skipped', text: '', seen: new Set(), summary: '', outputs: {} }
    }
    return ends
  }

  #contexts({ name, payload = {}, inputs = {}, trusted = true }: Event): Contexts {
    return {
      github: {
        event: payload,
        event_name: name,
        repository: REPOSITORY,
        token: TOKEN,
        run_id: this.#runs,
        run_attempt: 1,
      },
      secrets: trusted ? this.#site.secrets : {},
      inputs,
    }
  }

  async #job(
    job: Job,
    { event, contexts, permissions }: { event: Event; contexts: Contexts; permissions: Permissions },
  ): Promise<JobEnd> {
    const trusted = event.trusted ?? true
    const granted = Object.entries(permissions).map(([scope, level]) => [scope, trusted ? level : 'read'])
    this.github = { ...this.github, permissions: Object.fromEntries(granted) }
    const folder = await this.#site.checkout(event.commit)
    const end: JobEnd = { result: 'success', text: '', seen: new Set(), summary: '', outputs: {} }
    for (const step of job.steps) {
      const steps = Object.fromEntries(Object.entries(end.outputs).map(([id, outputs]) => [id, { outputs }]))
      const here = { ...contexts, steps }
      if (!applies(step.if, here, { failed: end.result === 'failure' })) continue
      const env = { ...filledAll(job.env, here), ...filledAll(step.env, here) }
      const went = await this.#step(step, { folder, env, event, contexts: here, end })
      if (!went) end.result = 'failure'
    }
    rmSync(folder, { recursive: true })
    return end
  }

  async #step(
    step: Step,
    of: { folder: string; env: { [name: string]: string }; event: Event; contexts: Contexts; end: JobEnd },
  ): Promise<boolean> {
    const { folder, env, event, contexts, end } = of
    if (step.uses !== undefined) {
      const action = ACTIONS[step.uses]
      if (!action) throw new Error(`There is no action ${step.uses}.`)
      action(filledAll(step.with, contexts), { folder, store: this.#site.root })
      return true
    }
    const files = {
      GITHUB_OUTPUT: join(this.#site.root, 'output'),
      GITHUB_STEP_SUMMARY: join(this.#site.root, 'summary'),
    }
    for (const file of Object.values(files)) writeFileSync(file, '')
    for (const [name, value] of Object.entries(env)) if (value !== '') end.seen.add(name)
    const github = {
      GITHUB_REPOSITORY: REPOSITORY,
      GITHUB_SHA: event.commit,
      GITHUB_EVENT_NAME: event.name,
      GITHUB_REF_NAME: 'main',
    }
    const given = {
      ...this.#site.env,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      ...github,
      ...files,
      FAKE_GITHUB: this.#file,
      ...env,
    }
    const { code, text } = await bash(filled(step.run ?? '', contexts), { cwd: folder, env: given })
    end.text += text
    end.summary += readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8')
    if (step.id !== undefined) end.outputs[step.id] = outputsIn(readFileSync(files.GITHUB_OUTPUT, 'utf8'))
    return code === 0
  }
}

function filledAll(texts: { [name: string]: string | number } = {}, contexts: Contexts): { [name: string]: string } {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, filled(String(text), contexts)]))
}
