import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import type { ItemFields } from '../../src/model/item.ts'
import { openItems } from '../../src/state/exports/former-items.ts'
import { writeExport } from '../../src/state/exports/write.ts'
import { wareRows } from '../odd/bazaar/facts.ts'
import { temporaryFolder } from './temporary.ts'

const HATS = ['Hat', 'Hut für Ärzte', '帽子 🎩', 'a'.repeat(5000)]

async function written(): Promise<{ file: string; items: ItemFields[] }> {
  const items = HATS.flatMap((name, index) => wareRows({ shop: 'north', id: `hat.${index}`, name }))
  const file = join(temporaryFolder(), 'fair-north.ndjson')
  const facts = { provider: 'fair', marketplace: 'north', query: {}, complete: true, counts: {} }
  await writeExport(file, { ...facts, exported_at: '2026-11-21T02:00:00Z' }, items)
  return { file, items }
}

async function opened(file: string) {
  const found = await openItems(file)
  onTestFinished(() => found.close())
  return found
}

test.each(['plain', 'packed'])(
  'gives every item of a %s export by its id, and nothing for another one',
  async (form) => {
    const { file, items } = await written()
    if (form === 'packed') writeFileSync(file, gzipSync(readFileSync(file)))
    const found = await opened(file)

    expect(found.size).toBe(HATS.length)
    for (const item of items) expect(found.get(String(item.asin))).toEqual(JSON.parse(JSON.stringify(item)))
    expect([found.get('cap'), found.has('cap'), found.has('hat.1')]).toEqual([undefined, false, true])
    expect([...found.keys()]).toEqual(['hat.0', 'hat.1', 'hat.2', 'hat.3'])
    expect([...found.values()].map(({ name }) => name)).toEqual(HATS)
    const seen: unknown[] = []
    found.forEach(({ name }, id) => void seen.push([id, name]))
    expect(seen).toEqual([...found].map(([id, { name }]) => [id, name]))
  },
)

test('refuses what was changed', async () => {
  const { file } = await written()
  writeFileSync(file, readFileSync(file, 'utf8').replace('"Hat"', '"Cap"'))

  await expect(openItems(file)).rejects.toMatchObject({ code: 'export-damaged' })
})
