import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runProgram } from '../support/program.ts'

let folder: string

async function sync(args: string[], env: { [name: string]: string } = {}) {
  const { code: status, stdout, stderr } = await runProgram(args, { cwd: folder, env: { SYNC_ACCOUNT: '', ...env } })
  return { status, stdout, stderr }
}

/** Nothing is called from now on, and nobody can sign in. */
const offline = (args: string[]) =>
  sync([...args, '--snapshot', 'latest'], { PLYTIX_API_KEY: '', PLYTIX_API_PASSWORD: '' })

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'match-'))
  await sync(['init', '--brand', 'Prairie Boot Co'])
  const first = await sync(['sandbox', '--listings', '300', '--', 'sync', 'match', '--json'])
  writeFileSync(join(folder, 'first.json'), first.stdout)
})

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const first = () => JSON.parse(readFileSync(join(folder, 'first.json'), 'utf8'))

describe('sync match', () => {
  test('prints one document, and the same from the snapshot that it kept', async () => {
    const { status, stdout, stderr } = await offline(['match', '--json'])
    const { diagnostics: _, ...report } = JSON.parse(stdout)
    const { diagnostics: __, ...before } = first()

    expect(status).toBe(0)
    expect(report).toEqual(before)
    expect(Object.keys(report)).toEqual([
      'matches',
      'unmatched',
      'ambiguous',
      'quality',
      'rate',
      'by_method',
      'by_class',
      'belong_to',
    ])
    expect(stderr).toContain('taken from a snapshot that was read')
  })

  test('ends with 1 below --min-rate, with 0 at it', async () => {
    const { rate } = first()
    expect((await offline(['match', '--min-rate', String(rate)])).status).toBe(0)
    const below = await offline(['match', '--min-rate', '99.9%'])
    expect(below).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(`The match rate of ${rate} % is below 99.9 %`),
    })
    expect((await offline(['match', '--min-rate', 'most'])).status).toBe(1)
  })

  test('writes stubs that validate takes', async () => {
    const { status, stderr } = await offline(['match', '--write-overrides', 'specs/overrides/open.yaml'])
    expect([status, stderr]).toEqual([0, expect.stringMatching(/\d+ stubs added to specs\/overrides\/open\.yaml/)])
    expect(await sync(['validate'])).toMatchObject({ status: 0, stdout: expect.stringContaining('changes nothing') })
    rmSync(join(folder, 'specs/overrides/open.yaml'))
  })
})

describe('sync explain', () => {
  test('tells the story of a listing', async () => {
    const [{ asin, canonical_sku }] = first().matches
    const { status, stdout } = await offline(['explain', asin, '--json'])
    const story = JSON.parse(stdout)

    expect(status).toBe(0)
    expect(Object.keys(story)).toEqual(['subject', 'found', 'match', 'values', 'links', 'images', 'planned'])
    expect(story.match).toMatchObject({ status: 'matched', canonical_sku })
    expect((await offline(['explain', asin])).stdout).toContain(`It belongs to ${canonical_sku} by `)
  })

  test('ends with 1 for what nobody knows, and says where it was lost and what is near', async () => {
    const [{ asin }] = first().matches
    const wrong = `${asin.slice(0, 9)}${asin.endsWith('X') ? 'Y' : 'X'}`
    const { status, stdout } = await offline(['explain', wrong, '--json'])

    expect(status).toBe(1)
    expect(JSON.parse(stdout).error).toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('was lost at the export'),
      hints: [expect.stringContaining(asin), expect.anything()],
    })
  })
})

test('a plan from a snapshot needs no call', async () => {
  const { status, stdout } = await offline(['plan', '--json'])
  expect([status, JSON.parse(stdout).cost.plan_reads]).toEqual([0, 0])
  expect((await sync(['apply', '--snapshot', 'latest'])).status).toBe(1)
})
