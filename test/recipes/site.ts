import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts'
import { ROOT } from '../docs/markdown.ts'
import { bash, must } from './shell.ts'

/** What the recipes take from the secrets or variables of a project. */
const SECRETS = [
  'PLYTIX_API_KEY',
  'PLYTIX_API_PASSWORD',
  'SP_API_CLIENT_ID',
  'SP_API_CLIENT_SECRET',
  'SP_API_REFRESH_TOKEN',
]

/** Both services, a repository that holds a workspace, a checkout of it on somebody's desk, and machines to run jobs on. */
export class Site {
  readonly sandbox: Sandbox
  readonly root: string
  /** Programs that every runner has. */
  readonly programs: string
  /** Somebody's own checkout. */
  readonly desk: string
  readonly secrets: { [name: string]: string }
  /** Where the services are. */
  readonly urls: { [name: string]: string }
  /** What every runner's environment holds: never a secret. */
  readonly env: { [name: string]: string }

  private constructor(sandbox: Sandbox, root: string) {
    this.sandbox = sandbox
    this.root = root
    this.programs = join(root, 'programs')
    this.desk = join(root, 'desk')
    const entries = Object.entries(sandbox.env)
    this.secrets = Object.fromEntries(entries.filter(([name]) => SECRETS.includes(name)))
    this.urls = Object.fromEntries(entries.filter(([name]) => !SECRETS.includes(name)))
    const path = [this.programs, dirname(process.execPath), process.env.PATH].join(delimiter)
    const person = {
      GIT_AUTHOR_NAME: 'Dana',
      GIT_AUTHOR_EMAIL: 'dana@example.com',
      GIT_COMMITTER_NAME: 'Dana',
      GIT_COMMITTER_EMAIL: 'dana@example.com',
    }
    this.env = { ...this.urls, ...person, PATH: path, HOME: root, SYNC_ACCOUNT: '' }
  }

  /** @param files What the repository holds besides the workspace, by path. */
  static async open(files: { [path: string]: string }): Promise<Site> {
    const limits = [{ limit: 1_000_000, window_size: 10 }]
    const sandbox = await startSandbox({ listings: 20, plytix: { limits, asyncDelayMs: 0 } })
    const site = new Site(sandbox, mkdtempSync(join(tmpdir(), 'recipes-')))
    for (const folder of [site.programs, site.desk]) mkdirSync(folder)
    installer(site)
    await must(`git init -q --bare -b main "${site.repository}"`, { cwd: site.root, env: site.env })
    await site.type(`git init -q -b main . && git remote add origin "${site.repository}"`)
    site.write('package.json', JSON.stringify({ devDependencies: { 'catalog-sync': '*' } }))
    site.write('package-lock.json', '{}')
    await site.type('npm ci --ignore-scripts')
    await site.type(`npx catalog-sync init . --brand "${sandbox.brand}" --marketplace US`)
    for (const [path, text] of Object.entries(files)) site.write(path, text)
    site.write('.gitignore', '.env\nstate/\nnode_modules/\n')
    await site.commit('Begin')
    await site.type('git push -q origin main')
    return site
  }

  get repository(): string {
    return join(this.root, 'repository.git')
  }

  /** At the desk, with the credentials of whoever sits there. */
  type(script: string): Promise<string> {
    return must(script, { cwd: this.desk, env: { ...this.env, ...this.secrets } })
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.desk, path)), { recursive: true })
    writeFileSync(join(this.desk, path), text)
  }

  async commit(subject: string): Promise<string> {
    await this.type(`git add -A && git commit -q --allow-empty -m "${subject}"`)
    return this.type('git rev-parse HEAD')
  }

  /** A folder that holds a commit and nothing else. */
  async checkout(commit: string): Promise<string> {
    const folder = mkdtempSync(join(this.root, 'runner-'))
    await must(`git clone -q "${this.repository}" . && git checkout -q --detach ${commit}`, {
      cwd: folder,
      env: this.env,
    })
    return folder
  }

  async close(): Promise<void> {
    await this.sandbox.close()
    rmSync(this.root, { recursive: true, force: true })
  }
}

/** Somebody accepts drift at the desk, line by line: the first command ends with 2, and the others go well. */
export async function acceptedAt({ desk, env, secrets }: Site, script: string): Promise<void> {
  const codes: (number | null)[] = []
  for (const line of script.trim().split('\n')) {
    const { code } = await bash(line, { cwd: desk, env: { ...env, ...secrets } })
    codes.push(code)
  }
  if (codes.join() !== '2,0,0') throw new Error(`Accepting ends with ${codes}.`)
}

/** `npm ci` puts this project's program into node_modules, and `npx` finds it there, and nowhere else. */
function installer({ programs }: Site): void {
  const start = `#!/bin/sh\\nexec \\"${process.execPath}\\" \\"${join(ROOT, 'bin/run.js')}\\" \\"\\$@\\"\\n`
  const npm = [
    '[ "$*" = "ci --ignore-scripts" ] || exit 64',
    '[ -f package-lock.json ] || exit 65',
    'mkdir -p node_modules/.bin',
    `printf "${start}" > node_modules/.bin/catalog-sync`,
    'chmod +x node_modules/.bin/catalog-sync',
  ]
  const npx = ['[ "$1" = catalog-sync ] || exit 64', 'shift', 'exec ./node_modules/.bin/catalog-sync "$@"']
  for (const [name, lines] of Object.entries({ npm, npx }))
    writeFileSync(join(programs, name), ['#!/bin/sh', ...lines, ''].join('\n'), { mode: 0o755 })
}
