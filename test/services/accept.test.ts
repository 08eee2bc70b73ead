import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Override, Workspace } from '../../src/model/settings.ts'
import type { Listing } from '../../src/planner/types.ts'
import { acceptDrift, prepareAccept } from '../../src/services/accept.ts'
import type { DriftFindings } from '../../src/services/drift.ts'

let root: string
const FILE = 'specs/overrides/accepted.yaml'
const path = () => join(root, FILE)

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'accept-'))
  mkdirSync(join(root, 'specs/overrides'), { recursive: true })
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

/** Two sources, of which the first has two shops. */
const workspace = (shops = ['US', 'CA']) =>
  ({
    root,
    settings: { sources: [{ provider: 'boots' }, { provider: 'hats' }] },
    shops: [
      { facts: { name: 'boots' }, shops },
      { facts: { name: 'hats' }, shops: ['1'] },
    ],
  }) as unknown as Workspace

const listing = (source: string, shop: string, override: Override | null = null) =>
  ({
    item: { key: `${source}/${shop}/B1`, ref: { source, shop, id: 'B1' } },
    address: `product.${source}-${shop}-B1`,
    override,
  }) as unknown as Listing

function changed(listings: Listing[], deleted: Listing[] = []): DriftFindings {
  const entries = listings.map((one) => ({
    entry: {
      address: one.address,
      field: '/title',
      last_written: 'a',
      live: 'b',
      desired: 'a',
      decision: 'spared' as const,
    },
    listing: one,
  }))
  const places = entries.map(({ entry, listing: of }) => ({ entry, place: { entry, listing: of, label: 'title' } }))
  const report = { created_at: '2026-11-21T03:00:00Z', deleted: deleted.map(({ address }) => ({ address })) }
  const all = new Map([...listings, ...deleted].map((one) => [one.address, one]))
  return { report, places, listings: all } as unknown as DriftFindings
}

const general = (line: number): Override => ({
  id: 'B1',
  shop: null,
  position: { file: 'specs/overrides/b.yaml', line, column: 3 },
})

describe('accepting, where there are several sources and shops', () => {
  test('names the shop of the first source, and the whole place of another', async () => {
    const found = changed([listing('boots', 'CA'), listing('hats', '1')])

    const { accepted, refused } = await acceptDrift(path(), found, workspace())

    expect([accepted.map(({ file }) => file), refused]).toEqual([[FILE, FILE], []])
    expect(readFileSync(path(), 'utf8')).toBe(`# yaml-language-server: $schema=../schemas/overrides.schema.json
version: 1
overrides:
  CA/B1:
    keep: [title]
    reason: accepted from the account on 2026-11-21
  "hats/1/B1":
    keep: [title]
    reason: accepted from the account on 2026-11-21
`)
  })

  test('refuses an entry that is for all shops, and says where it is', async () => {
    const { accepted, refused } = await acceptDrift(path(), changed([listing('boots', 'CA', general(7))]), workspace())

    expect(accepted).toEqual([])
    expect(refused).toMatchObject([{ why: 'the entry at specs/overrides/b.yaml:7 is for all of US, CA' }])
  })

  test('refuses an entry whose layout takes nothing, and leaves the file as it is', async () => {
    const text = 'version: 1\noverrides:\n  B0: &a { canonical: none }\n  B1: *a\n'
    writeFileSync(join(root, 'specs/overrides/b.yaml'), text)

    const { refused } = await acceptDrift(path(), changed([listing('hats', '1', general(4))]), workspace())

    expect(refused).toMatchObject([{ hint: 'Add keep: [title] to it by hand.' }])
    expect(readFileSync(join(root, 'specs/overrides/b.yaml'), 'utf8')).toBe(text)
  })

  test('adds to a file without touching what stands there', async () => {
    const before = '# mine\nversion: 1\noverrides:\n  B9: { ignore: true } # no\n# the end\n'
    writeFileSync(path(), before)

    await acceptDrift(path(), changed([listing('hats', '1')], [listing('boots', 'US')]), workspace(['US']))

    const after = readFileSync(path(), 'utf8')
    expect(after.startsWith('# mine\nversion: 1\noverrides:\n  B9: { ignore: true } # no\n')).toBe(true)
    expect(after).toContain('  US/B1:\n    # deleted in the account')
    expect(after).toContain('# the end\n')
  })
})

describe('the file of accepted values', () => {
  test('may be new, and lies in the folder of overrides', () => {
    expect(() => prepareAccept(path(), workspace())).not.toThrow()
    for (const other of ['accepted.yaml', 'specs/overrides/a.yml', 'specs/overrides/deep/a.yaml', '../a.yaml'])
      expect(() => prepareAccept(join(root, other), workspace())).toThrow('specs/overrides alone')
  })

  test('is refused when it holds something else', () => {
    writeFileSync(path(), 'version: 1\nattributes: {}\n')
    expect(() => prepareAccept(path(), workspace())).toThrow(path())
  })
})
