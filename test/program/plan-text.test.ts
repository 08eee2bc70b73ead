import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { createProgramWorld } from './program.ts'

test('a plan is read to the end, once', async () => {
  const world = await createProgramWorld({ listings: 30 })
  const first = await world.run('plan', '--out', 'plan.json')
  expect(first.stdout).toMatch(
    /^Plan for \S+: amazon US \(30 listings, exported just now\) into plytix account \w+\.$/m,
  )
  expect(first.stdout).toMatch(/B01JNP1U6L +child +It has no GTIN, EAN or UPC\./)
  expect(first.stdout).toMatch(
    /\nPlan: 21 attributes, 2 relationships, 30 products to create; 15 images to upload; \d+ pairs to link\.\nSaved to plan\.json; "sync apply plan\.json" does exactly this\.\n$/,
  )

  const [again, whole, few] = await Promise.all([
    world.run('plan'),
    world.run('plan', '--details'),
    world.run('show', 'plan.json', '--max-rows', '2'),
  ])
  expect(again.stdout).toContain('Without a canonical product: 3 listings, as before (--details shows them)')
  expect(again.stdout).not.toContain('It has no GTIN')
  expect(whole.stdout).toContain('It has no GTIN')
  expect(whole.stdout.match(/^ {2}\+ AMZN-US-/gm)).toHaveLength(30)
  expect(few.stdout).toMatch(/(?:^ {4}AMZN-US-.*\n){2} {4}… and 28 more$/m)

  const { code, stderr } = await world.run('plan', '--details', '--max-rows', '3')
  expect([code, stderr]).toEqual([1, expect.stringContaining('--details')])
})

test('a plan is coloured and wrapped as the terminal is, a file never', async () => {
  const world = await createProgramWorld({ listings: 30 }, { FORCE_COLOR: '1', COLUMNS: '72' })
  const { stdout } = await world.run('plan', '--report', 'plan.txt', '--out', 'plan.json')
  expect(stdout).toBe('Written to plan.txt.\nSaved to plan.json; "sync apply plan.json" does exactly this.\n')
  const shown = await world.run('show', 'plan.json')

  expect(shown.stdout).toContain('\u001b[1m')
  expect(shown.stdout.split('\n').filter((line) => stringWidth(line) > 72)).toEqual([])
  expect(readFileSync(join(world.folder, 'plan.txt'), 'utf8')).not.toContain('\u001b')

  appendFileSync(join(world.folder, 'notes.md'), 'Mine.\n')
  const refused = await world.run('show', 'plan.json', '--report', 'notes.md')
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('notes.md')])
  expect(readFileSync(join(world.folder, 'notes.md'), 'utf8')).toBe('Mine.\n')
})
