import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { COMPILED_ONCE } from '../support/compiled-once.ts'
import { ROOT } from '../support/program.ts'

/** A demo to its end, in a shell that knows accounts which must not count. */
async function shown(script: string, size: string) {
  const folder = mkdtempSync(join(tmpdir(), 'demo-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const env = {
    ...process.env,
    TMPDIR: folder,
    CI: 'true',
    ...COMPILED_ONCE,
    SYNC_ACCOUNT: 'acme',
    PLYTIX_API_URL: 'https://example.com',
    SHOPEE_API_URL: 'https://example.com',
    SHOPIFY_CLIENT_ID: 'another',
    DATABASE_URL: 'postgres://example.com/other',
  }
  const child = spawn(process.execPath, [join(ROOT, 'scripts', script), size], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const [code] = await once(child, 'close')
  return { code, output, commands: output.match(/^(?:\w+ )?\$ sync \w+/gm) }
}

test('the demo shows export, plan, apply and an empty plan, whatever accounts the shell knows', {
  timeout: 600_000,
}, async () => {
  const { code, output, commands } = await shown('demo.js', '8')

  expect([code, commands]).toEqual([
    0,
    ['$ sync sandbox', '$ sync init', '$ sync export', '$ sync plan', '$ sync apply', '$ sync plan'],
  ])
  expect(output).toContain('No changes. The account and the source agree. 8 products unchanged.')
  expect(output).toContain('npx sync sandbox -- bash')
})

test('the demo of a master catalogue shows two shops becoming one, and a second plan that is empty', {
  timeout: 600_000,
}, async () => {
  const { code, output, commands } = await shown('demo-master.js', '8')

  expect([code, commands]).toEqual([
    0,
    [
      ...['$ sync sandbox', '$ sync init', '$ sync db', '$ sync export', '$ sync plan', '$ sync apply', '$ sync plan'],
      '$ sync find',
    ],
  ])
  expect(output).toMatch(/Creates \d+ products:.*Apply complete\..*(?:Nothing to write|No changes)\./s)
  expect(output).toContain('docs/master-catalogue.md')
})

test('the demo of a shop shows what it sells becoming tables, and listings becoming products of it', {
  timeout: 600_000,
}, async () => {
  const { code, output, commands } = await shown('demo-shop.js', '6')

  expect([code, commands]).toEqual([
    0,
    [
      ...['$ sync sandbox', '$ sync init', 'down $ sync db', 'down $ sync export', 'down $ sync plan'],
      ...['down $ sync apply', 'down $ sync find', '$ sync init', 'up $ sync export', 'up $ sync plan'],
      ...['up $ sync apply', 'up $ sync plan'],
    ],
  ])
  expect(output).toMatch(/Creates 6 products:.*Apply complete\..*Creates 1 product:.*Apply complete\..*No changes\./s)
  expect(output).toContain('docs/shopify-workspaces.md')
})
