import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inspectWorkspace } from '../../src/config/index.ts'
import { readNamedText } from '../../src/config/read-text.ts'
import { ConfigError } from '../../src/model/errors.ts'
import { providers } from '../support/providers.ts'
import { ATTRIBUTES, SYNC, temporaryFolder, workspaceFolder } from './workspace-files.ts'

const OVERRIDE = 'specs/overrides/boots.yaml'
const SECRET = 'swordfish'

/** A workspace where one file is made by hand. */
function withFile(path: string, make: (absolute: string) => void): string {
  const root = workspaceFolder({ [path]: null })
  mkdirSync(dirname(join(root, path)), { recursive: true })
  make(join(root, path))
  return root
}

const pipe = (path: string) => execFileSync('mkfifo', [path])

function messages(root: string, config?: string): string[] {
  return inspectWorkspace({ providers, cwd: root, config }).diagnostics.map(
    ({ file, line, message }) => `${file}:${line}: ${message}`,
  )
}

describe('what is no regular file', () => {
  it.each(['specs/attributes.yaml', OVERRIDE, 'specs/overrides/boots.csv'])('is refused as %s: a pipe', (path) => {
    expect(messages(withFile(path, pipe))).toContain(`${path}:1: this is a pipe, not a file`)
  })

  it.each(['specs/attributes.yaml', OVERRIDE])('is refused as %s: a device that never ends', (path) => {
    const root = withFile(path, (absolute) => symlinkSync('/dev/zero', absolute))

    expect(messages(root)).toContain(`${path}:1: this is a device, not a file`)
  })

  it('is refused as an override: a folder', () => {
    const root = withFile(OVERRIDE, (absolute) => mkdirSync(absolute))

    expect(messages(root)).toContain(`${OVERRIDE}:1: this is a folder, not a file`)
  })

  it('is refused as sync.yaml that --config names', () => {
    const root = withFile('boots.yaml', pipe)

    expect(() => messages(root, 'boots.yaml')).toThrow('The file boots.yaml that --config names is no regular file.')
  })

  it.each([
    ['a pipe', pipe, 'this is a pipe, not a file'],
    ['a folder', mkdirSync, 'this is a folder, not a file'],
    ['a device', (path: string) => symlinkSync('/dev/zero', path), 'this is a device, not a file'],
    ['too large', (path: string) => writeFileSync(path, 'x'.repeat(1001)), 'it is larger than 0 MB'],
    ['no text', (path: string) => writeFileSync(path, Buffer.from([0xff, 0xfe, 0])), 'it is not UTF-8 text'],
  ])('is refused where a flag names it: %s', (_, make, reason) => {
    const path = join(temporaryFolder(), 'boots')
    make(path)

    const read = () => readNamedText(path, { what: 'The file', code: 'boots', max: 1000 })
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(`The file ${path} cannot be used: ${reason}.`)
  })

  it('is said to be missing where a flag names one that is not there', () => {
    const path = join(temporaryFolder(), 'boots')

    const read = () => readNamedText(path, { what: 'The file', code: 'boots' })
    expect(read).toThrow(`There is no file ${path}.`)
    expect(() => readNamedText('package.json/boots', { what: 'The file', code: 'boots' })).toThrow('There is no file')
  })

  it('stops reading at the bound, also where a file does not say how long it is', () => {
    const read = () => readNamedText('/proc/self/maps', { what: 'The file', code: 'boots', max: 100 })

    expect(read).toThrow('is larger than')
  })
})

/** What people have in files that are no override, each with a password in it. */
const CONFIDENTIAL = [
  `PLYTIX_API_PASSWORD=${SECRET}\n`,
  `PLYTIX_API_KEY=abc\nPLYTIX_API_PASSWORD=${SECRET}\n`,
  `PASSWORD=${SECRET}: x\n`,
  `password: ${SECRET}\n`,
  `- ${SECRET}\n`,
  `*${SECRET}\n`,
  `a: *${SECRET}\n`,
  `!${SECRET} a\n`,
  `a: "\\${SECRET}"\n`,
  `a: [1, ${SECRET}\n`,
  `]${SECRET}\n`,
  `%${SECRET}\n`,
  `version: ${SECRET}\noverrides: ${SECRET}\n`,
  `version: 1\noverrides: { B07X8Z63ZL: { canonical: [${SECRET}], ignore: ${SECRET}, keep: ${SECRET} } }\n`,
  `version: 1\noverrides: { B07X8Z63ZL: { images: { main: ${SECRET} }, parent: ${SECRET}, attributes: ${SECRET} } }\n`,
  `"${SECRET},\n`,
  `user,${SECRET}\nroot,${SECRET}\n`,
]

describe('messages', () => {
  it.each(CONFIDENTIAL)('quote nothing of the content %j', (text) => {
    for (const path of ['sync.yaml', 'specs/attributes.yaml', OVERRIDE, 'specs/overrides/boots.csv']) {
      const { diagnostics } = inspectWorkspace({ providers, cwd: workspaceFolder({ [path]: text }) })

      expect(diagnostics).not.toEqual([])
      expect(JSON.stringify(diagnostics)).not.toContain(SECRET)
    }
  })

  it('name the key of a mistake, up to its "="', () => {
    expect(messages(workspaceFolder({ [OVERRIDE]: `PASSWORD=${SECRET}: x\nversion: 1\noverrides: {}\n` }))).toEqual([
      `${OVERRIDE}:1: unknown key "PASSWORD…"`,
    ])
  })

  it.each([OVERRIDE, 'specs/overrides/boots.csv', 'specs/attributes.yaml'])(
    'say that %s leads to .env, whatever the link looks like',
    (path) => {
      const root = withFile(path, (absolute) => symlinkSync('../.env', absolute))
      writeFileSync(join(root, '.env'), `PLYTIX_API_PASSWORD=${SECRET}\n`)
      writeFileSync(join(root, 'specs/.env'), `PLYTIX_API_PASSWORD=${SECRET}\n`)

      const found = messages(root).join('\n')
      expect(found).toContain(`${path}:1: this leads to .env, which holds credentials`)
      expect(found).not.toContain(SECRET)
    },
  )

  it('say it of --config .env too', () => {
    const root = workspaceFolder({ '.env': `PLYTIX_API_PASSWORD=${SECRET}\n` })

    expect(messages(root, '.env')[0]).toBe('.env:1: this leads to .env, which holds credentials')
  })

  it('quote nothing where a second name leads to the same file', () => {
    const root = workspaceFolder({ '.env': `PLYTIX_API_PASSWORD=${SECRET}\n`, [OVERRIDE]: null })
    mkdirSync(join(root, 'specs/overrides'))
    linkSync(join(root, '.env'), join(root, OVERRIDE))

    expect(messages(root)).toEqual([`${OVERRIDE}:1: the file must be a mapping, not text`])
  })
})

describe('very many mistakes', () => {
  const keys = (count: number) => Array.from({ length: count }, (_, i) => `B0${String(i).padStart(8, '0')}`)
  const file = (entry: string, count: number) =>
    `version: 1\noverrides:\n${keys(count)
      .map((key) => `  ${key}: ${entry}\n`)
      .join('')}`

  it('are listed up to a hundred, and counted', () => {
    const { diagnostics, errors } = inspectWorkspace({
      providers,
      cwd: workspaceFolder({ [OVERRIDE]: file('{ canonicl: PB10 }', 20_000) }),
    })

    expect(errors).toBe(20_000)
    expect(diagnostics).toHaveLength(101)
    expect(diagnostics[0]).toMatchObject({ line: 3, column: 17 })
    expect(diagnostics.at(-1)).toMatchObject({ code: 'more', message: '19,900 more mistakes in this file' })
  })

  it.each([
    ['decisions that no schema knows to be wrong', '{ canonical: AMZN-US-B07X8Z63ZL, reason: seen }', 'error'],
    ['attributes that no spec has', '{ attributes: { amazon_colr: Tan }, reason: seen }', 'error'],
    ['entries without a reason', '{ canonical: PB10 }', 'warning'],
    ['entries that say nothing', '{ reason: seen }', 'warning'],
  ])('are bounded whoever finds them: %s', (_, entry, severity) => {
    const { diagnostics } = inspectWorkspace({ providers, cwd: workspaceFolder({ [OVERRIDE]: file(entry, 150) }) })

    expect(diagnostics).toHaveLength(101)
    expect(diagnostics.at(-1)).toMatchObject({ severity, code: 'more', message: expect.stringMatching(/^50 more /) })
  })

  it('hide neither those of other files nor the errors behind warnings', () => {
    const found = messages(
      workspaceFolder({
        'sync.yaml': SYNC.replace('scope:', 'scop:'),
        'specs/attributes.yaml': ATTRIBUTES.replace('item_name', 'item_nam'),
        [OVERRIDE]: `${file('{ canonical: PB10 }', 200)}  b0: { ignore: true }\n`,
      }),
    )

    expect(found.filter((line) => line.startsWith('sync.yaml'))).toHaveLength(2)
    expect(found.filter((line) => line.startsWith('specs/attributes.yaml'))).toHaveLength(1)
    expect(found.join('\n')).toContain('"b0" is not an ASIN')
  })
})
