import { fork } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Http, HttpRequest } from '../src/net/http.ts'

interface Recording {
  http: Http
  /** In the order in which they left. */
  requests: HttpRequest[]
  /** By method, path and body. */
  answers: Map<string, { status: number; text: string }>
}

/** The same HTTP; what is asked and answered is kept. */
export function recorded(inner: Http): Recording {
  const requests: HttpRequest[] = []
  const answers: Recording['answers'] = new Map()
  return {
    requests,
    answers,
    http: {
      async send(request, signal) {
        requests.push(request)
        const result = await inner.send(request, signal)
        const { method, url, body } = request
        if (!result.ok) throw new Error(`${method} ${url.pathname} was not answered.`)
        const { status, text } = result
        const sent = body === undefined ? '' : JSON.stringify(body)
        answers.set(`${method} ${url.pathname}${url.search} ${sent}`, { status, text })
        return result
      },
      close: () => inner.close(),
    },
  }
}

/** A service that answers what was recorded, while some work is done. @param delay Milliseconds before every answer. */
export async function withReplay<T>(
  answers: Recording['answers'],
  delay: number,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const file = join(tmpdir(), `sync-replay-${process.pid}.json`)
  writeFileSync(file, JSON.stringify([...answers]))
  const service = fork(join(import.meta.dirname, 'replay-process.ts'), [file, String(delay)])
  try {
    const [port] = await once(service, 'message')
    return await work(`http://127.0.0.1:${port}`)
  } finally {
    service.kill()
    rmSync(file)
  }
}
