import { type Block, plain, type Report } from './report/report.ts'
import { visible } from './visible.ts'

/** The match report as a page. */
export function matchHtml({ head, sections, closing }: Report): string[] {
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><title>Report</title>',
    '<style>body{font:14px sans-serif;margin:2em}td,th{text-align:left;padding:2px 12px 2px 0}</style></head><body>',
    ...[...head, ...closing].map((phrase) => `<p>${safe(plain(phrase))}</p>`),
    ...sections.flatMap(({ title, blocks }) => [`<h2>${safe(title)}</h2>`, ...blocks.flatMap(blockHtml)]),
    '</body></html>',
  ]
}

function blockHtml(block: Block): string[] {
  if (block.is === 'lines') return block.lines.map((phrase) => `<p>${safe(plain(phrase))}</p>`)
  if (block.is === 'changes') return []
  const rows = block.rows.map((cells) => row(cells.map(plain), 'td'))
  return ['<table>', row(block.columns, 'th'), ...rows, '</table>']
}

function row(cells: string[], tag: string): string {
  return `<tr>${cells.map((cell) => `<${tag}>${safe(cell)}</${tag}>`).join('')}</tr>`
}

function safe(text: string): string {
  const entities: [string, string][] = [
    ['&', '&amp;'],
    ['<', '&lt;'],
    ['>', '&gt;'],
    ['"', '&quot;'],
  ]
  return entities.reduce((shown, [character, entity]) => shown.replaceAll(character, entity), visible(text))
}
