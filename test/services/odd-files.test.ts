import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSourceFile } from '../../src/services/source-file.ts'
import { readPlan } from '../../src/state/plan-file.ts'

const MB = 1024 * 1024

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sync-odd-'))
  execFileSync('mkfifo', [at('pipe')])
  for (const [name, size] of Object.entries({ middling: 300 * MB, huge: 3000 * MB })) {
    writeFileSync(at(name), '')
    // A file of nothing but zeroes that takes no room.
    truncateSync(at(name), size)
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const at = (name: string) => (name.startsWith('/') ? name : join(folder, name))

test.each([
  ['a pipe', 'pipe', /no regular file/],
  ['a device', '/dev/zero', /no regular file/],
  ['a folder', '/tmp', /no regular file/],
  ['a long line of zeroes', 'middling', /not a whole plan/],
  ['more than memory holds', 'huge', /larger than 2 GB/],
])('a plan is neither waited for nor read for ever: %s', async (_, name, message) => {
  await expect(readPlan(at(name))).rejects.toMatchObject({
    code: 'plan-unreadable',
    message: expect.stringMatching(message),
  })
})

test('an export is not read for ever', async () => {
  await expect(readSourceFile(at('huge'), { marketplace: 'US' })).rejects.toMatchObject({
    code: 'export-unreadable',
    message: expect.stringContaining('500 MB'),
  })
})
