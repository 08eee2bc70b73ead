import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Note {
  id: number
  author: { username: string }
  body: string
}

interface Answer {
  status: number
  body: unknown
}

const refused = (status: number, message: string): Answer => ({ status, body: { message } })
const fine = (body: unknown, status = 200): Answer => ({ status, body })

/** What the recipe asks of GitLab's API, as strict as GitLab is. */
export class GitlabApi {
  readonly project = 7
  readonly token = 'glpat-of-the-project'
  /** Notes by merge request, oldest first. */
  readonly notes = new Map<number, Note[]>()
  readonly merged = new Map<string, number>()
  readonly #server: Server
  url = ''

  constructor() {
    this.#server = createServer(async (request, response) => {
      const { status, body } = this.#answer(request, await bodyOf(request))
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/api/v4`
  }

  close(): Promise<void> {
    this.#server.closeAllConnections()
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }

  #answer(request: IncomingMessage, body: string): Answer {
    if (request.headers['private-token'] !== this.token) return refused(401, '401 Unauthorized')
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://gitlab')
    const of = (pattern: string) => new RegExp(`^/api/v4/projects/${this.project}/${pattern}$`).exec(pathname)
    const commit = of('repository/commits/([0-9a-f]{40})/merge_requests')?.[1]
    if (commit && request.method === 'GET') {
      const iid = this.merged.get(commit)
      return fine(
        iid === undefined
          ? []
          : [
              { iid: iid + 1, state: 'closed' },
              { iid, state: 'merged' },
            ],
      )
    }
    const [, iid, , note] = of('merge_requests/(\\d+)/notes(/(\\d+))?') ?? []
    const notes = this.notes.get(Number(iid))
    if (notes === undefined) return refused(404, '404 Not found')
    if (request.method === 'GET' && note === undefined) return fine(page(notes, searchParams))
    return this.#write(request, { notes, note, body })
  }

  #write(
    { method, headers }: IncomingMessage,
    { notes, note, body }: { notes: Note[]; note: string | undefined; body: string },
  ) {
    const text = headers['content-type'] === 'application/json' ? (JSON.parse(body) as { body?: string }).body : ''
    if (!text) return refused(400, 'body is missing')
    if (method === 'POST' && note === undefined) return fine(this.#add(notes, text), 201)
    if (method === 'PUT' && note !== undefined)
      return this.#edit(
        notes.find(({ id }) => id === Number(note)),
        text,
      )
    return refused(404, '404 Not found')
  }

  get bot(): string {
    return `project_${this.project}_bot_1f2e`
  }

  #add(notes: Note[], body: string): Note {
    const note = { id: 9_000 + notes.length, author: { username: this.bot }, body }
    notes.push(note)
    return note
  }

  #edit(note: Note | undefined, body: string): Answer {
    if (!note) return refused(404, '404 Note Not Found')
    if (note.author.username !== this.bot) return refused(403, '403 Forbidden')
    note.body = body
    return fine(note)
  }
}

/** Newest first and twenty, unless asked for otherwise. */
function page(notes: Note[], asked: URLSearchParams): Note[] {
  const sorted = asked.get('sort') === 'asc' ? notes : notes.toReversed()
  return sorted.slice(0, Math.min(100, Number(asked.get('per_page') ?? 20)))
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const part of request.setEncoding('utf8')) text += part
  return text
}
