import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { type MarkdownView, reportMarkdown } from '../../src/ui/markdown/report-markdown.ts'
import type { Report } from '../../src/ui/report/report.ts'

const VIEW: MarkdownView = {
  about: { what: 'plan', scope: 'prairie' },
  maxBytes: 65_000,
  whole: false,
  elsewhere: 'sync show PLANFILE --details',
}

export function asMarkdown(report: Report, view: Partial<MarkdownView> = {}): string {
  return reportMarkdown(report, { ...VIEW, ...view })
    .map((line) => `${line}\n`)
    .join('')
}

/** As GitHub makes a page of it, before it takes away what is dangerous. */
export function rendered(markdown: string): string {
  return micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] })
}

const ENTITIES: { [name: string]: string } = { lt: '<', gt: '>', amp: '&', quot: '"' }

function decoded(html: string): string {
  const numbers = html.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
  return numbers.replace(/&(lt|gt|amp|quot);/g, (_, name: string) => ENTITIES[name] ?? '')
}

/** What is shown in blocks of code, line by line. */
export function codeLines(html: string): string[] {
  return [...html.matchAll(/<pre><code[^>]*>([\s\S]*?)<\/code><\/pre>/g)].flatMap(([, code = '']) =>
    decoded(code).trimEnd().split('\n'),
  )
}

/** What is read outside of code, where GitHub looks for mentions and references. */
export function proseOf(html: string): string {
  const prose = html.replace(/<pre>[\s\S]*?<\/pre>|<code>[\s\S]*?<\/code>/g, '').replace(/<!--[\s\S]*?-->/g, '')
  return decoded(prose.replace(/<[^>]*>/g, '\n'))
}

/** The names of all elements. */
export function elementsOf(html: string): Set<string> {
  return new Set([...html.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, name = '']) => name.toLowerCase()))
}
