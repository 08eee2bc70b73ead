import { createHash } from 'node:crypto'
import { refusals } from './envelope.ts'
import type { TikTokSimSettings } from './options.ts'
import type { SimProduct } from './product.ts'

interface Issued {
  /** Of the query that the page belongs to. */
  query: string
  at: number
}

/** Where a page begins: behind a row, or behind so many. */
export type Place = { after: [milliseconds: number, id: string] } | { offset: number }

/** Tokens of pages; each is good for the query that it was given with, and as long as the settings say. */
export class PageTokens {
  private readonly issued = new Map<string, Issued>()

  issue(last: SimProduct, offset: number, { query, at, settings }: Issued & { settings: TikTokSimSettings }): string {
    const place =
      settings.pageTokens === 'offset' ? `offset=${offset}\n` : JSON.stringify([last.create_time * 1000, last.id])
    // Blanks vary the text without its meaning, so that every token has a plus or a slash in it.
    const token = withSigns(place)
    this.issued.set(`${token} ${query}`, { query, at })
    return token
  }

  /** @throws Refusal for a token that is unknown, of another query, or too old */
  read(token: string, { query, at, settings }: Issued & { settings: TikTokSimSettings }): Place {
    const known = this.issued.get(`${token} ${query}`)
    const { pageTokenSeconds } = settings
    const late = known && pageTokenSeconds > 0 && at > known.at + pageTokenSeconds * 1000
    if (!known || late) throw refusals.parameter('page_token')
    const text = Buffer.from(token, 'base64').toString().trim()
    if (text.startsWith('offset=')) return { offset: Number(text.slice('offset='.length).split('?')[0]) }
    return { after: JSON.parse(text.slice(0, text.indexOf(']') + 1)) as [number, string] }
  }
}

export function queryKey(body: string): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 16)
}

/** Base64 may hold +, / and =, and clients have to live with it: this one always holds a slash. */
function withSigns(text: string): string {
  for (let blanks = 0; ; blanks += 1) {
    const token = Buffer.from(`${text}${' '.repeat(blanks)}??>`).toString('base64')
    if (/[+/]/.test(token)) return token
  }
}
