import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bash } from '../shell.ts'
import type { Site } from '../site.ts'
import type { GitlabApi } from './api.ts'
import { isAdded, type Job, jobsOf, type Pipeline } from './pipeline.ts'

export interface JobEnd {
  /** One for each time that it ran. */
  codes: (number | null)[]
  text: string
}

interface Event {
  commit: string
  /** What GitLab sets for this kind of pipeline. */
  variables: { [name: string]: string }
  /** False in a fork: its pipelines see no variables of the project. */
  trusted?: boolean
}

/** Carries out pipelines as GitLab does: each job, and each retry of it, on an empty machine. */
export class Runner {
  readonly #site: Site
  readonly #api: GitlabApi

  constructor(site: Site, api: GitlabApi) {
    this.#site = site
    this.#api = api
    const lines = ['#!/bin/sh', 'case "$*" in "update -qq"|"install -qq -y jq") ;; *) exit 64 ;; esac', '']
    writeFileSync(join(site.programs, 'apt-get'), lines.join('\n'), { mode: 0o755 })
  }

  /** Those that the rules add, stage by stage until one fails. */
  async run(pipeline: Pipeline, event: Event): Promise<{ [job: string]: JobEnd }> {
    const predefined = { ...this.#predefined(event), ...event.variables }
    const ends: { [job: string]: JobEnd } = {}
    for (const [name, job] of jobsOf(pipeline)) {
      if (!isAdded(job, predefined)) continue
      const variables = { ...expanded(pipeline.variables, predefined), ...predefined }
      const before = job.before_script ?? pipeline.default.before_script
      ends[name] = await this.#withRetries(job, { script: [...before, ...job.script], variables, event })
      if (ends[name].codes.at(-1) !== 0) break
    }
    return ends
  }

  #predefined({ commit, trusted = true }: Event): { [name: string]: string } {
    const { secrets } = this.#site
    return {
      ...{ CI: 'true', GITLAB_CI: 'true', CI_API_V4_URL: this.#api.url, CI_PROJECT_ID: String(this.#api.project) },
      ...{ CI_DEFAULT_BRANCH: 'main', CI_COMMIT_SHA: commit },
      ...(trusted ? { ...secrets, NOTES_TOKEN: this.#api.token } : {}),
    }
  }

  async #withRetries(
    job: Job,
    of: { script: string[]; variables: { [name: string]: string }; event: Event },
  ): Promise<JobEnd> {
    const end: JobEnd = { codes: [], text: '' }
    for (let at = 0; at <= (job.retry?.max ?? 0); at += 1) {
      const { code, text } = await this.#once(job, of)
      end.codes.push(code)
      end.text += text
      if (code !== job.retry?.exit_codes) break
    }
    return end
  }

  async #once(
    job: Job,
    { script, variables, event }: { script: string[]; variables: { [name: string]: string }; event: Event },
  ) {
    const folder = await this.#site.checkout(event.commit)
    const { cache, artifacts } = job
    const kept = cache && join(this.#site.root, 'caches', cache.key)
    if (kept && existsSync(kept)) cpSync(kept, folder, { recursive: true })
    const env = { ...this.#site.env, ...variables }
    const ended = await bash(script.join('\n'), { cwd: folder, env }, ['-eo', 'pipefail'])
    if (kept && (ended.code === 0 || cache.when === 'always')) copyAll(cache.paths, folder, kept)
    if (artifacts && (ended.code === 0 || artifacts.when === 'always'))
      copyAll(artifacts.paths, folder, join(this.#site.root, 'artifacts'))
    rmSync(folder, { recursive: true })
    return ended
  }
}

function copyAll(paths: string[], from: string, to: string): void {
  for (const path of paths) {
    if (!existsSync(join(from, path))) continue
    rmSync(join(to, path), { recursive: true, force: true })
    cpSync(join(from, path), join(to, path), { recursive: true })
  }
}

/** Variables may name predefined ones. */
function expanded(texts: { [name: string]: string }, given: { [name: string]: string }): { [name: string]: string } {
  const entries = Object.entries(texts).map(([name, text]) => [
    name,
    text.replace(/\$(\w+)/g, (_, of: string) => given[of] ?? ''),
  ])
  return Object.fromEntries(entries)
}
