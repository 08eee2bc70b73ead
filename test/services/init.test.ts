import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { choosePair, initWorkspace } from '../../src/services/init.ts'
import { validateWorkspace } from '../../src/services/validate.ts'
import { openWorkspace } from '../../src/services/workspace.ts'
import { temporaryFolder } from '../config/workspace-files.ts'
import { providers } from '../support/providers.ts'

const FILES = [
  'sync.yaml',
  'specs/attributes.yaml',
  'specs/overrides/example.yaml',
  'specs/schemas/sync.schema.json',
  'specs/schemas/attributes.schema.json',
  'specs/schemas/overrides.schema.json',
  'specs/schemas/quality.schema.json',
  '.env.example',
  '.gitignore',
]

describe('initWorkspace', () => {
  it('writes a workspace that is valid as it is, and no other files', () => {
    const cwd = temporaryFolder()

    const result = initWorkspace({ providers, cwd, folder: 'Bœuf & Boots' })

    expect(result).toEqual({
      root: join(cwd, 'Bœuf & Boots'),
      files: FILES.map((path) => ({ path, status: 'created' })),
      diagnostics: [],
    })
    expect(readdirSync(result.root).toSorted()).toEqual(['.env.example', '.gitignore', 'specs', 'sync.yaml'])
    expect(validateWorkspace({ providers, cwd: result.root })).toEqual({ ok: true, diagnostics: [] })
    expect(openWorkspace({ providers, cwd: result.root, env: {} }).workspace.settings.scope).toBe('b-uf-boots')
    expect(readFileSync(join(result.root, 'sync.yaml'), 'utf8')).toContain('Replace "Your Brand"')
  })

  it('takes several sources in the order that they are named, each once, with what all of them need', () => {
    const cwd = temporaryFolder()
    const pair = choosePair(providers, { source: ['file', 'amazon', 'file'], target: 'plytix' })

    initWorkspace({ providers, cwd, pair })

    const { settings } = openWorkspace({ providers, cwd, env: {} }).workspace
    expect(validateWorkspace({ providers, cwd })).toMatchObject({ ok: true })
    expect(settings.sources.map(({ provider }) => provider)).toEqual(['file', 'amazon'])
    expect(readFileSync(join(cwd, '.env.example'), 'utf8')).toMatch(/SP_API_CLIENT_ID=.*PLYTIX_API_KEY=/s)
    expect(readFileSync(join(cwd, 'specs/attributes.yaml'), 'utf8').match(/^ {2}label:$/gm)).toHaveLength(1)
  })

  it('gives each of several sources the shops that it knows, or that are said to be its own', () => {
    const pair = choosePair(providers, { source: ['shopee', 'tiktok-shop'], target: 'postgres' })
    const shopsOf = (shops: string[]) => {
      const cwd = temporaryFolder()
      initWorkspace({ providers, cwd, pair, shops })
      const { settings } = openWorkspace({ providers, cwd, env: {} }).workspace
      return settings.sources.map((source) => [source.provider, source.shops])
    }

    expect(shopsOf(['14701711', 'ID'])).toEqual([
      ['shopee', ['14701711']],
      ['tiktok-shop', ['ID']],
    ])
    expect(shopsOf(['tiktok-shop/MY'])).toEqual([
      ['shopee', ['14701711']],
      ['tiktok-shop', ['MY']],
    ])
    expect(() => shopsOf(['north pole'])).toThrow('"north pole" is nothing that Shopee or TikTok Shop knows.')
  })

  it('gives a brand to the source that looks for one', () => {
    const cwd = temporaryFolder()
    const pair = choosePair(providers, { source: ['amazon', 'shopee'], target: 'postgres' })
    initWorkspace({ providers, cwd, pair, brand: 'Twisted X' })

    expect(readFileSync(join(cwd, 'sync.yaml'), 'utf8')).toContain('name: "Twisted X"')
  })

  it('says which of several sources it does not know', () => {
    const choose = () => choosePair(providers, { source: ['amazon', 'fille'] })

    expect(choose).toThrow('There is no source "fille"; did you mean "file"?')
  })

  it('takes scope, brand and marketplaces, whatever characters the brand has', () => {
    const cwd = temporaryFolder()

    initWorkspace({ providers, cwd, scope: 'boots', brand: ' "X": #1\n{a} ', shops: ['US', 'GB', 'DE', 'US'] })

    const { workspace, state } = openWorkspace({ providers, cwd, env: {}, account: 'Acme' })
    expect(state).toBe(join(cwd, 'state', 'acme'))
    expect(workspace.settings.scope).toBe('boots')
    expect(workspace.settings.sources[0]?.shops).toEqual(['US', 'UK', 'DE'])
    expect(workspace.settings.sources[0]?.options.brands).toEqual([{ name: '"X": #1\n{a}', aliases: [] }])
    const marketplace = workspace.attributes.find(({ label }) => label === 'amazon_marketplace')
    expect(marketplace?.options).toEqual(['US', 'CA', 'MX', 'UK', 'DE'])
  })

  it('keeps every file that is there, and says what that leaves to do', () => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, '.gitignore'), 'node_modules\n/state/*\n')
    symlinkSync('nowhere', join(cwd, 'sync.yaml'))

    const { files, diagnostics } = initWorkspace({ providers, cwd, brand: 'Boots' })

    expect(files.filter(({ status }) => status === 'kept').map(({ path }) => path)).toEqual(['sync.yaml', '.gitignore'])
    expect(readFileSync(join(cwd, '.gitignore'), 'utf8')).toBe('node_modules\n/state/*\n')
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'the file was there before, so scope, brand and marketplaces stay as they are in it',
      'the file was there before and does not name .env',
    ])
    expect(initWorkspace({ providers, cwd }).files.every(({ status }) => status === 'kept')).toBe(true)
  })

  it.each([
    [{ scope: 'Boots' }, '"Boots" is not a scope.'],
    [{ brand: '  ' }, 'The brand is empty.'],
    [{ shops: ['us'] }, '"us" is not a marketplace code; did you mean "US"?'],
    [{ shops: ['XX'] }, '"XX" is not a marketplace code.'],
  ])('refuses %j and writes nothing', (choices, message) => {
    const cwd = temporaryFolder()

    expect(() => initWorkspace({ providers, cwd, ...choices })).toThrow(message)
    expect(readdirSync(cwd)).toEqual([])
  })

  it('says when a file is in the way of a folder', () => {
    const cwd = temporaryFolder()
    mkdirSync(join(cwd, 'boots'))
    writeFileSync(join(cwd, 'boots', 'specs'), '')

    expect(() => initWorkspace({ providers, cwd, folder: 'boots' })).toThrow(
      /specs\/attributes\.yaml cannot be written \(E[A-Z]+\)\.$/,
    )
  })
})
