import { execFileSync, spawn } from 'node:child_process'
import { lstatSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Stage } from '../e2e/stage.ts'
import { type Ended, ROOT } from '../support/program.ts'

let stage: Stage
const SECRET = 'swordfish'

beforeAll(async () => {
  stage = await Stage.open({ listings: 5 })
  expect((await stage.sync('export', '--out', 'boots.ndjson')).code).toBe(0)
  expect((await stage.sync('plan', '--export', 'boots.ndjson', '--out', 'boots.json')).code).toBe(0)
})

afterAll(() => stage.close())

/** Runs a shell line with `sync` in it. */
function shell(line: string): Promise<Ended> {
  const script = `sync() { '${process.execPath}' '${join(ROOT, 'bin/run.js')}' "$@"; }\n${line}`
  const child = spawn('sh', ['-c', script], {
    cwd: stage.workspace.root,
    env: { PATH: process.env.PATH, ...stage.sandbox.env },
  })
  child.stdin.end()
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (chunk) => {
      output[name] += chunk
    })
  return new Promise((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal, ...output, text: output.stdout + output.stderr })),
  )
}

const calls = () => stage.sandbox.plytix.calls.length + stage.sandbox.amazon.calls.length

/** Every command, its plugins' among them, as the manifest lists it. */
function commands(): string[] {
  const { commands: listed } = JSON.parse(readFileSync(join(ROOT, 'oclif.manifest.json'), 'utf8'))
  return [...Object.keys(listed as object).map((id) => id.replaceAll(':', ' ')), 'help']
}

describe('standard input', () => {
  test('gives no command an argument, and loses no line', async () => {
    const before = calls()
    const offline = 'unset PLYTIX_API_KEY SP_API_CLIENT_ID; '
    const lines = commands()
      .filter((command) => command !== 'sandbox')
      .map(
        (command) =>
          `printf 'boots.json\\nB07X8Z63ZL\\n' | { sync ${command} >/dev/null 2>&1; cat | tr '\\n' ' '; echo '${command}'; }`,
      )

    const { stdout } = await shell(offline + lines.join('; '))

    expect(stdout.trim().split('\n')).toEqual(
      commands()
        .filter((command) => command !== 'sandbox')
        .map((command) => `boots.json B07X8Z63ZL ${command}`),
    )
    expect(calls()).toBe(before)
  })

  test('approves no plan', async () => {
    const ended = await shell('echo boots.json | sync apply --json')

    expect(ended.code).toBe(1)
    expect(JSON.parse(ended.stdout).error.code).toBe('not-approved')
    expect(stage.sandbox.plytix.counts().writes).toBe(0)
  })
})

describe('output files', () => {
  test.each([
    ['plan --out sync.yaml', 'plan-unwritable'],
    ['plan --out state/default/state.db', 'plan-unwritable'],
    ['plan --out boots.ndjson', 'plan-unwritable'],
    ['export --out boots.json', 'export-unwritable'],
    ['export --out .', 'export-unwritable'],
    ['match --report specs/attributes.yaml', 'report-unwritable'],
    ['match --write-overrides sync.yaml', 'overrides-unwritable'],
    ['apply --auto-approve --events sync.yaml', 'events-unwritable'],
  ])('of another kind are left alone, and nothing is called for them: %s', async (line, code) => {
    const before = [calls(), stage.workspace.read('sync.yaml'), stage.workspace.read('boots.json')]

    const ended = await stage.sync(...line.split(' '), '--json')

    expect([ended.code, JSON.parse(ended.stdout).error.code]).toEqual([1, code])
    expect([calls(), stage.workspace.read('sync.yaml'), stage.workspace.read('boots.json')]).toEqual(before)
  })

  test.each([
    ['plan --out .env', 'plan', '.env'],
    ['plan --out specs/overrides/x.yaml', 'plan', 'specs/overrides/x.yaml'],
    ['plan --out out/../specs/x', 'plan', 'specs/x'],
    ['plan --out state', 'plan', 'state'],
    ['export --out .env', 'export', '.env'],
    ['export --out state/default/exports/amazon-US.ndjson', 'export', 'state/default/exports/amazon-US.ndjson'],
    ['match --report specs/quality.yaml', 'report', 'specs/quality.yaml'],
    ['match --report link', 'report', '.env'],
    ['match --write-overrides specs/quality.yaml', 'overrides', 'specs/quality.yaml'],
    ['apply --auto-approve --events specs/overrides/x.csv', 'events', 'specs/overrides/x.csv'],
    ['apply --auto-approve --events state/default/runs/x.json', 'events', 'state/default/runs/x.json'],
  ])('are not made where the workspace keeps its own files: %s', async (line, name, place) => {
    const folder = stage.anotherMachine()
    symlinkSync('.env', folder.path('link'))
    const before = [calls(), folder.files('.')]

    const { code, stdout } = await stage.syncIn({ folder }, ...line.split(' '), '--json')

    expect(JSON.parse(stdout).error).toMatchObject({
      code: `${name}-unwritable`,
      message: expect.stringContaining(`${place} is a place of the workspace's own`),
      hints: [expect.stringContaining('name another file')],
    })
    expect([code, calls(), folder.files('.')]).toEqual([1, ...before])
  })

  test('are made in specs/overrides when they hold overrides', async () => {
    const folder = stage.anotherMachine()
    const file = 'specs/overrides/open.yaml'

    const { code } = await stage.syncIn(
      { folder },
      'match',
      '--export',
      stage.workspace.path('boots.ndjson'),
      '--write-overrides',
      file,
    )

    expect(code).toBe(0)
  })

  test('are made with their folders, and replaced by the same kind', async () => {
    for (const _ of [1, 2]) {
      const { code, stderr } = await stage.sync(
        'match',
        '--export',
        'boots.ndjson',
        '--report',
        'out/a/match.csv',
        '--format',
        'csv',
      )
      expect([code, stderr]).toEqual([0, expect.not.stringContaining('Error')])
    }
    expect(readdirSync(stage.workspace.path('out/a'))).toEqual(['match.csv'])
  })

  test('that are devices or pipes are written to', async () => {
    const line = 'mkfifo pipe; cat pipe >from-pipe & sync plan --export boots.ndjson --out pipe >/dev/null; wait; '
    const { code } = await shell(`${line} sync plan --export boots.ndjson --out /dev/null`)
    const { stdout } = await shell('sync plan --export boots.ndjson --out /dev/stdout | cat')

    expect(code).toBe(0)
    expect(JSON.parse(stage.workspace.read('from-pipe'))).toHaveProperty('plan_id')
    expect(stdout).toContain('"plan_id"')
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true)
    expect(statSync(stage.workspace.path('pipe')).isFIFO()).toBe(true)
    rmSync(stage.workspace.path('pipe'))
  })
})

describe('workspace files', () => {
  test('that lead elsewhere end the command with a message, and never with what they hold', async () => {
    const folder = stage.anotherMachine()
    writeFileSync(folder.path('.env'), `PLYTIX_API_PASSWORD=${SECRET}\n`)
    symlinkSync('../../.env', folder.path('specs/overrides/link.yaml'))
    symlinkSync('../../.env', folder.path('specs/overrides/link.csv'))
    symlinkSync('/dev/zero', folder.path('specs/overrides/zero.yaml'))
    execFileSync('mkfifo', [folder.path('specs/overrides/pipe.yaml')])

    const ended = await stage.syncIn({ folder }, 'validate', '--json')
    const named = await stage.syncIn({ folder }, 'validate', '--config', '.env')
    const listed = await stage.syncIn({ folder }, 'sandbox', '--options', '.env', '--', 'true')

    expect([ended.code, named.code, listed.code]).toEqual([1, 1, 1])
    expect(JSON.parse(ended.stdout).diagnostics.filter(({ code }: { code: string }) => code === 'file')).toHaveLength(4)
    for (const { text } of [ended, named, listed]) expect(text).not.toContain(SECRET)
  })

  test('say everything about .env, and credentials are asked for before anything is read', async () => {
    const folder = stage.anotherMachine()
    writeFileSync(folder.path('.env'), `PLYTIX_API_KEYS=${SECRET}\n${SECRET}\nPLYTIX_API_PASSWORD=<${SECRET}>\n`)
    const before = calls()

    const env = { PLYTIX_API_KEY: '', PLYTIX_API_PASSWORD: '' }
    const ended = await stage.syncIn({ folder, env }, 'plan')

    expect(ended.code).toBe(1)
    expect(ended.stderr).toContain(
      '.env:1:1: warning: PLYTIX_API_KEYS is no variable that this program reads; did you mean PLYTIX_API_KEY?',
    )
    expect(ended.stderr).toContain('.env:2:1: warning: the line has no "=" and sets nothing')
    expect(ended.stderr).toContain('Error: PLYTIX_API_KEY is not set.')
    expect(ended.text).not.toContain(SECRET)
    expect(calls()).toBe(before)
  })

  test('lead to credentials of both sides, and all that are missing are named at once', async () => {
    const env = { PLYTIX_API_KEY: '', SP_API_CLIENT_ID: '', SP_API_REFRESH_TOKEN: '' }
    const folder = stage.anotherMachine()

    const ended = await stage.syncIn({ folder, env }, 'plan')
    const fromFile = await stage.syncIn({ folder, env }, 'plan', '--export', stage.workspace.path('boots.ndjson'))

    expect(ended.stderr).toContain(
      'Error: PLYTIX_API_KEY is not set. SP_API_CLIENT_ID and SP_API_REFRESH_TOKEN are not set.',
    )
    expect(fromFile.stderr).toContain('Error: PLYTIX_API_KEY is not set.\n')
  })

  test('stay the same in the command that applies what was saved', async () => {
    const place = ['--config', './sync.yaml']
    const { stdout } = await stage.sync('plan', '--export', 'boots.ndjson', '--out', 'two boots.json', ...place)

    expect(stdout).toContain(`"sync apply 'two boots.json' --config ./sync.yaml" does exactly this.`)
  })

  test('name a doubling expression at its place', async () => {
    const folder = stage.anotherMachine()
    folder.edit('specs/attributes.yaml', ['from: item_name', `from: "${Array(60).fill('[@,@]').join(' | ')}"`])

    const ended = await stage.syncIn({ folder }, 'validate')

    expect(ended.code).toBe(1)
    expect(ended.stdout).toMatch(/^specs\/attributes\.yaml:\d+:\d+: error: \w+\.from asks for too much: /)
  })

  test('of a fresh workspace are quiet about columns that nobody asked for', async () => {
    const { text } = await stage.sync('plan', '--export', 'boots.ndjson', '--json')

    expect(text).not.toContain('identifier-column-missing')
  })
})
