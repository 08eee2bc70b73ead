import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { HIDDEN } from '../../../src/model/json.ts'
import type { Plan } from '../../../src/model/plan.ts'
import { NO_PAGES, type Pages } from '../../../src/ui/html/pages.ts'
import { planHtml } from '../../../src/ui/html/plan-html.tsx'
import { readingOf } from '../../../src/ui/plan/reading.ts'
import { PLANS } from '../people-plans.ts'
import { creation, planWith, update, upload } from '../plans.ts'
import { manyUpdates } from '../sample-plans.ts'
import { outlineOf, pageOf } from './page.ts'

const withImage = (url: string): Plan =>
  planWith({ operations: [{ ...upload('71boot1.jpg'), after: { filename: '71boot1.jpg', url } }] })

const linked = (pages: Partial<Pages>): string => {
  const operation = update('PB1000', { amazon_color: ['sand', 'oak'] })
  const baseline = { fields: [], links: {}, item: 'US/B0BOOT0001' }
  return pageOf(planWith({ operations: [{ ...operation, target_id: '5a8d', baseline }] }), { ...NO_PAGES, ...pages })
}

describe('a plan as a page', () => {
  test.each(Object.entries(PLANS))('shows what is kept in golden/%s.txt', async (name, plan) => {
    await expect(outlineOf(pageOf(plan()))).toMatchFileSnapshot(`golden/${name}.txt`)
  })

  test.each(Object.entries(PLANS))('runs and fetches nothing but its own: %s', (_, plan) => {
    const page = pageOf(plan())
    const [, policy = ''] = page.match(/Content-Security-Policy" content="([^"]+)"/) ?? []
    const inline = [...page.matchAll(/<(style|script type="module")>(.*?)<\/(?:style|script)>/gs)]
    const hashes = inline.map(([, , text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)

    expect(inline).toHaveLength(4)
    for (const hash of hashes) expect(policy).toContain(hash)
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("base-uri 'none'; form-action 'none'")
    expect(page).not.toMatch(/<(?:link|iframe|object|embed|base)\b|\son[a-z]+=["']|\sstyle=/)
  })

  test('begins with its policy, before anything that it rules', () => {
    expect(pageOf(planWith())).toMatch(
      /^<!doctype html>\n<html lang="en" data-report>\n<head><meta charset="utf-8"\/><meta http-equiv="Content-Security-Policy"/,
    )
  })

  test('holds nothing hidden, and no element that the data names', () => {
    const page = pageOf(PLANS.hostile?.() as Plan)

    expect(page.replaceAll('\n', '').match(HIDDEN)).toBeNull()
    expect(page).not.toMatch(/<script>|<img src="?x|<\/details>\\n```/)
    expect(page).toContain('&lt;script>alert(1)')
  })

  test('is made in pieces, each of them small', () => {
    const pieces = [...planHtml(manyUpdates(3_000), readingOf(), NO_PAGES)]

    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(20_000)
  })

  test('looks at an operation only when its turn comes', () => {
    const operations = [
      update('PB1', { amazon_color: ['sand', 'oak'] }),
      update('PB2', { amazon_color: ['sand', 'oak'] }),
    ]
    const pieces = planHtml(planWith({ operations }), readingOf(), NO_PAGES)
    const shown: string[] = []
    for (const piece of pieces) {
      shown.push(piece)
      if (piece.includes('PB1')) break
    }

    expect(shown.join('')).not.toContain('PB2')
  })
})

describe('pictures', () => {
  test('come from where the upload takes them', () => {
    expect(pageOf(withImage('https://images.example/71boot1.jpg'))).toContain(
      '<img src="https://images.example/71boot1.jpg" alt loading="lazy" decoding="async" referrerpolicy="no-referrer"/>',
    )
  })

  test.each([
    'javascript:alert(1)',
    'http://images.example/71boot1.jpg',
    'data:image/svg+xml,<svg onload="alert(1)">',
    'https://user:secret@images.example/71boot1.jpg',
    '//images.example/71boot1.jpg',
    '" onerror="alert(1)',
    '',
  ])('are shown by name alone when their address is %j', (url) => {
    const page = pageOf(withImage(url))

    expect(page).not.toContain('<img')
    expect(page).toContain('71boot1.jpg')
  })

  test('cannot break out of their address', () => {
    const page = pageOf(withImage('https://images.example/"><script>alert(1)</script>'))

    expect(page).toContain('src="https://images.example/%22%3E%3Cscript%3Ealert(1)%3C/script%3E"')
  })

  test('are shown with their slots where a product gets them', () => {
    const images = [{ slot: 'MAIN', image: '71boot1', asset: 'asset.71boot1.jpg' }]
    const page = pageOf(planWith({ operations: [upload('71boot1.jpg'), creation('PB1', { label: 'Boot' }, images)] }))

    expect(outlineOf(page)).toMatch(/<strong>MAIN 71boot1\.jpg/)
    expect(page.match(/<img /g)).toHaveLength(2)
  })
})

describe('links', () => {
  test('lead to listing and product where the providers know their pages', () => {
    const page = linked({
      item: (key) => `https://shop.example/${key}`,
      resource: ({ kind, key, id }) => `https://pim.example/${kind}/${key}/${id}`,
    })

    expect(page).toContain('<a href="https://shop.example/US/B0BOOT0001" rel="noreferrer noopener" target="_blank">')
    expect(page).toContain('<a href="https://pim.example/product/PB1000/5a8d" rel="noreferrer noopener"')
  })

  test.each(['javascript:alert(1)', 'http://shop.example/', 'no address'])('are never %j', (address) => {
    expect(linked({ item: () => address })).not.toContain('target="_blank"')
  })

  test('are none where nobody knows a page', () => {
    expect(linked({})).not.toContain('target="_blank"')
  })
})
