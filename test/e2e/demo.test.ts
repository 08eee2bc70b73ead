import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ROOT } from '../support/program.ts'

test('the demo shows export, plan, apply and an empty plan, whatever accounts the shell knows', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const env = {
    ...process.env,
    TMPDIR: folder,
    CI: 'true',
    SYNC_ACCOUNT: 'acme',
    PLYTIX_API_URL: 'https://example.com',
  }
  const child = spawn(process.execPath, [join(ROOT, 'scripts/demo.js'), '8'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))

  const [code] = await once(child, 'close')

  expect([code, output.match(/^\$ sync \w+/gm)]).toEqual([
    0,
    ['$ sync sandbox', '$ sync init', '$ sync export', '$ sync plan', '$ sync apply', '$ sync plan'],
  ])
  expect(output).toContain('No changes. The account and the source agree. 8 products unchanged.')
  expect(output).toContain('npx sync sandbox -- bash')
})
