import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'

const HEAD = 'item-name\titem-description\tseller-sku\tproduct-id-type\tasin1\tstatus\n'
const ROWS = 1000
const BLOCKS = 120

/** Four megabytes of listings. */
const block = Array.from(
  { length: ROWS },
  (_, n) => `Stövel ${n}\t${'läder '.repeat(600)}\tSELLER-SKU-NUMBER-${n}\t1\tB00${1_000_000 + n}\tActive\n`,
).join('')

test('a report is read while it comes, in much less memory than it is long', async () => {
  const [head, packed] = [gzipSync(HEAD), gzipSync(block, { level: 1 })]
  const parts = [head, ...Array.from({ length: BLOCKS }, () => packed)]
  const server = createServer((_, response) => Readable.from(parts).pipe(response))
  onTestFinished(() => void server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/report`

  const script = join(import.meta.dirname, 'read-report.ts')
  const { stdout } = await promisify(execFile)(process.execPath, ['--max-old-space-size=128', script, url])

  const { rows, megabytes } = JSON.parse(stdout)
  expect(rows).toBe(ROWS * BLOCKS)
  expect(Buffer.byteLength(block) * BLOCKS).toBeGreaterThan(480e6)
  expect(megabytes).toBeLessThan(400)
})
