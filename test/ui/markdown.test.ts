import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/model/json.ts'
import type { Plan } from '../../src/model/plan.ts'
import { readingOf } from '../../src/ui/plan/reading.ts'
import { reviewPlan } from '../../src/ui/plan/review.ts'
import { lines, type Report } from '../../src/ui/report/report.ts'
import { asMarkdown, codeLines, elementsOf, proseOf, rendered } from './markdown.ts'
import { boot, bootAddress, conflict, deletion, overwrite, planWith, update } from './plans.ts'
import { HOSTILE, PLANS } from './sample-plans.ts'

const shown = (plan: Plan, view: Parameters<typeof asMarkdown>[1] = {}) =>
  asMarkdown(reviewPlan(plan, readingOf()), view)
const bytes = (text: string) => Buffer.byteLength(text)

const said = (text: string, weight: 'alarm' | 'change' | 'note' = 'change'): Report => ({
  title: text,
  head: [text, [{ text, tone: 'strong' }, text]],
  sections: [
    {
      id: 'boots',
      title: text,
      weight,
      blocks: [
        lines(text, `  ${text}`),
        { is: 'table', columns: ['Key', text], rows: [[text, 'boot']], more: 1 },
        { is: 'changes', sign: 'add', title: text, changes: [{ name: text, phrase: text }], more: 0 },
      ],
    },
  ],
  closing: [text],
})

/** What the forms themselves are made of. */
const OURS = [
  'h2',
  'h3',
  'p',
  'b',
  'ul',
  'li',
  'code',
  'pre',
  'details',
  'summary',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
]

const text = fc.oneof(
  fc.constantFrom(...HOSTILE.slice(0, 6)),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        ...'<>&`*_[]()#|~\\!-+=.@:$1a \n\t"\'/',
        '```',
        '~~~',
        '</details>',
        '<!--',
        '-->',
        '- ',
        '1. ',
        '    ',
        '#1',
        '@a',
        'https://a.b',
        'www.a.b',
        '&lt;',
        '$x$',
        '\ud83e',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
)

describe('text of the data in Markdown', () => {
  test('makes no element, whatever it is and wherever it stands', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('alarm' as const, 'change' as const, 'note' as const), (hostile, weight) => {
        const html = rendered(asMarkdown(said(hostile, weight)))

        expect([...elementsOf(html)].filter((name) => !OURS.includes(name))).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  test('mentions nobody, refers to nothing and is no address, outside of code', () => {
    fc.assert(
      fc.property(text, (hostile) => {
        const prose = proseOf(rendered(asMarkdown(said(hostile))))

        expect(prose).not.toMatch(/@[\p{L}\p{N}_]|#\d|\bGH-\d|:\/\/|\bwww\./iu)
      }),
      { numRuns: 200 },
    )
  })

  test('is read as it is, but for marks without width', () => {
    fc.assert(
      fc.property(text, (hostile) => {
        const told = hostile
          .replace(/[^\x20-\x7e]/gu, '')
          .trim()
          .replace(/\s+/g, ' ')
        const html = rendered(asMarkdown({ ...said('boot'), closing: [told] }, { whole: true }))
        const verdict = /<h2>boot<\/h2>\n(?:<p>(?<shown>[\s\S]*?)<\/p>)?/.exec(html)?.groups?.shown ?? ''

        expect(proseOf(verdict).replaceAll('\u200b', '').trim()).toBe(told)
      }),
      { numRuns: 200 },
    )
  })

  test('ends no comment: the first line is the mark by which a bot finds its comment', () => {
    const [first] = asMarkdown(said('boot'), { about: { what: 'plan', scope: 'prairie' } }).split('\n')
    const [hostile] = asMarkdown(said('boot'), { about: { what: 'plan', scope: '--> <b>\n@all \ud800' } }).split('\n')

    expect(first).toBe('<!-- catalog-sync:plan prairie -->')
    expect(hostile).toMatch(/^<!-- catalog-sync:plan [^<>\s]+ -->$/)
  })
})

const json: fc.Arbitrary<Json> = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
  fc.string({ unit: 'binary' }),
  text,
  fc
    .tuple(fc.constantFrom('boot ', 'ボート', '🥾', 'a '), fc.nat(400), text)
    .map(([part, times, end]) => part.repeat(times) + end),
)
const pair = fc.oneof(
  fc.tuple(json, json),
  fc
    .tuple(text, text, text)
    .map(([start, one, other]): [Json, Json] => [start.repeat(30) + one, start.repeat(30) + other]),
)

describe('a change in Markdown', () => {
  const report = (from: Json, to: Json): Report => ({
    ...said('boot'),
    sections: [
      {
        id: 'boots',
        title: 'Boots',
        weight: 'alarm',
        blocks: [{ is: 'changes', sign: 'change', title: 'B0', changes: [{ name: 'color', from, to }], more: 0 }],
      },
    ],
  })

  test.each([65_000, 1])('shows both sides as two different texts, also after rendering (%d bytes)', (maxBytes) => {
    const onDisk = (markdown: string) => Buffer.from(markdown).toString()
    fc.assert(
      fc.property(pair, ([from, to]) => {
        fc.pre(JSON.stringify(from) !== JSON.stringify(to))

        const [, , before = '', after = ''] = codeLines(rendered(onDisk(asMarkdown(report(from, to)))))

        expect([before.slice(0, 2), after.slice(0, 2)]).toEqual(['- ', '+ '])
        expect(before.slice(2)).not.toBe(after.slice(2))
      }),
      { numRuns: maxBytes === 1 ? 50 : 400 },
    )
  })
})

/** Much of everything: what must not be left out, and what may. */
function crowded(): Plan {
  const number = (length: number) => Array.from({ length }, (_, at) => at + 1)
  const remarks = PLANS['nothing-to-write']?.() as Plan
  return planWith({
    ...remarks,
    summary: { unchanged: 3 },
    operations: [
      ...number(5_000).map((at) => update(boot(at), { amazon_title: [`Boot ${at}`, `Western boot ${at}`] })),
      ...number(200).map((at) => deletion(boot(6_000 + at))),
    ],
    overwrites: number(300).map((at) =>
      overwrite('drift', at, 'amazon_title', ['Boot', `Boot ${at}`, `Western boot ${at}`]),
    ),
    conflicts: number(300).map((at) =>
      conflict('both-moved', 7_000 + at, 'amazon_color', ['sand', `Sand ${at}`, 'oak']),
    ),
  })
}

describe('--max-bytes', () => {
  const plan = crowded()
  const must = [
    plan.plan_id,
    '5,000 products to update',
    ...plan.operations.filter(({ action }) => action === 'delete').map(({ key }) => key),
    ...[...plan.overwrites, ...plan.conflicts].map(({ address }) => address.slice('product.'.length)),
  ]

  test('holds 5,000 updates with every delete, overwrite and conflict', () => {
    const markdown = shown(plan)

    expect(bytes(markdown)).toBeLessThanOrEqual(65_000)
    expect(must.filter((part) => !markdown.includes(part))).toEqual([])
    expect(markdown).toContain('`sync show PLANFILE --details` shows everything')
  })

  test('gives up notes first, then changes, and last how alarms are told', () => {
    const report = reviewPlan(plan, readingOf())
    const whole = asMarkdown(report, { maxBytes: 10_000_000 })
    const has = (markdown: string) => ({
      remark: markdown.includes('B0BOOT0030 has an image of another host.'),
      rows: markdown.includes('@@ amazon_title: 5,000 products @@'),
      values: markdown.includes('+ "Western boot 300"'),
    })

    expect(has(whole)).toEqual({ remark: true, rows: true, values: true })
    expect(whole).not.toContain('Shortened')
    const seen = new Set<string>()
    for (let maxBytes = bytes(whole) - 1; maxBytes > 30_000; maxBytes -= 300) {
      const markdown = asMarkdown(report, { maxBytes })
      expect(bytes(markdown)).toBeLessThanOrEqual(maxBytes)
      expect(must.filter((part) => !markdown.includes(part))).toEqual([])
      seen.add(JSON.stringify(has(markdown)))
      if (!has(markdown).values) break
    }
    expect([...seen]).toEqual([
      '{"remark":false,"rows":true,"values":true}',
      '{"remark":false,"rows":false,"values":true}',
      '{"remark":false,"rows":false,"values":false}',
    ])
  })

  test('says so where what must not be left out is longer than that', () => {
    const markdown = shown(plan, { maxBytes: 1_000 })

    expect(bytes(markdown)).toBeGreaterThan(1_000)
    expect(must.filter((part) => !markdown.includes(part))).toEqual([])
    expect(markdown).toContain(
      '> This is longer than the 1,000 bytes asked for: what is marked with ⚠ is named in full.',
    )
  })

  test('keeps what is left out countable: sections become titles with their numbers', () => {
    const markdown = shown(PLANS['nothing-to-write']?.() as Plan, { maxBytes: 1_000 })

    expect(markdown).toContain('\n- Without a canonical product: 1 listing\n')
    expect(markdown).not.toContain('B0BOOT0020')
  })

  test('folds no alarm', () => {
    const markdown = shown(PLANS.overwriting?.() as Plan)

    for (const block of markdown.match(/<details[\s\S]*?<\/details>/g) ?? []) expect(block).not.toContain('⚠')
    expect(markdown.match(/^### ⚠ /gm)).toHaveLength(5)
    expect(markdown).toContain(bootAddress(5).slice('product.'.length))
  })
})
