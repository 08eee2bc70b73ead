import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')

let folder: string
let program: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'package-'))
  program = installed(packed())
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The file that would be published. The build before the tests has made what goes into it. */
function packed(): string {
  const options = ['--ignore-scripts', '--json', '--pack-destination', folder]
  const told = execFileSync('npm', ['pack', ...options], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const { filename } = [JSON.parse(told)].flat().map((one) => (one.filename ? one : Object.values(one)[0]))[0] as {
    filename: string
  }
  return join(folder, filename)
}

/** As npm puts it into an empty folder: only what it depends on lies beside it, nothing that only its developers have. */
function installed(tarball: string): string {
  const place = join(folder, 'empty/node_modules/catalog-sync')
  mkdirSync(place, { recursive: true })
  execFileSync('tar', ['-xzf', tarball, '-C', place, '--strip-components=1'])
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: { [path: string]: { dev?: boolean } }
  }
  for (const [path, { dev }] of Object.entries(lock.packages)) {
    const top = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1]
    if (top === undefined || dev || !existsSync(join(ROOT, path))) continue
    const link = join(folder, 'empty/node_modules', top)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(ROOT, path), link)
  }
  return join(place, 'bin/run.js')
}

function run(...args: string[]): string {
  const cwd = join(folder, 'empty')
  const env = { PATH: process.env.PATH, HOME: folder, SYNC_ACCOUNT: '' }
  return execFileSync(process.execPath, [program, ...args], {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

test('the package, in an empty folder, makes a workspace, checks it and plans', () => {
  expect(run('init', 'boots', '--brand', 'Prairie Boot Co')).toContain('created  sync.yaml')
  expect(run('validate', '--config', 'boots/sync.yaml')).toContain('no mistakes')
  const planned = run('sandbox', '--listings', '5', '--', 'catalog-sync', 'plan', '--config', 'boots/sync.yaml')
  expect(planned).toMatch(/^Plan: .* 5 products to create/m)
})

test('the package completes commands in shells', () => {
  expect(run('autocomplete', 'script', 'bash')).toContain('SYNC_AC_BASH_SETUP_PATH')
  run('autocomplete', '--refresh-cache')

  const script = readFileSync(join(folder, '.cache/catalog-sync/autocomplete/functions/bash/sync.bash'), 'utf8')
  expect(script).toContain('runs:show')
  expect(script).toContain('--detailed-exitcode')
})

test('what it says of itself lies in it', () => {
  const place = dirname(dirname(program))
  for (const file of ['README.md', 'LICENSE', 'CHANGELOG.md', 'docs/reference.md', 'specs/schemas/sync.schema.json']) {
    expect(existsSync(join(place, file)), file).toBe(true)
  }
  expect(existsSync(join(place, 'src'))).toBe(false)
})

test('it holds what runs and what is read, in a few megabytes', () => {
  const place = dirname(dirname(program))
  const files = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)

  expect(readdirSync(join(place, 'bin'))).toEqual(['run.js'])
  expect(bytes).toBeLessThan(11e6)
})
