import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createHttp, type Http, type HttpOptions } from '../../src/net/http.ts'

const open: { server?: Server; http?: Http } = {}

afterEach(async () => {
  await open.http?.close()
  open.server?.closeAllConnections()
  open.server?.close()
})

async function serve(listener: RequestListener): Promise<URL> {
  const server = createServer(listener)
  open.server = server
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/orchard?fruit=pear`)
}

function get(url: URL, options: HttpOptions = {}, signal?: AbortSignal) {
  open.http = createHttp(options)
  return open.http.send({ method: 'GET', url, headers: {} }, signal)
}

describe('an HTTP call', () => {
  it('sends JSON and reads JSON', async () => {
    const seen: unknown[] = []
    const url = await serve(async (request, response) => {
      seen.push(request.method, request.url, request.headers['content-type'], await textOf(request))
      response.writeHead(201, { 'x-fruit': 'pear' }).end('{"data":[1]}')
    })
    open.http = createHttp()

    const result = await open.http.send({ method: 'POST', url, headers: {}, body: { sku: 'PEAR' } })

    expect(result).toMatchObject({ ok: true, status: 201, json: { data: [1] } })
    expect(result.ok && result.headers['x-fruit']).toBe('pear')
    expect(seen).toEqual(['POST', '/orchard?fruit=pear', 'application/json', '{"sku":"PEAR"}'])
  })

  it('sends bytes as they are, one piece after another, under their own type', async () => {
    const seen: unknown[] = []
    const url = await serve(async (request, response) => {
      const pieces: Buffer[] = []
      for await (const piece of request) pieces.push(piece as Buffer)
      seen.push(request.headers['content-type'], request.headers['content-length'], Buffer.concat(pieces))
      response.end()
    })
    open.http = createHttp()
    const bytes = [Buffer.from([0xff, 0xd8]), Buffer.from([0, 0x0a])]

    await open.http.send({ method: 'POST', url, headers: { 'content-type': 'image/jpeg' }, bytes })

    expect(seen).toEqual(['image/jpeg', '4', Buffer.from([0xff, 0xd8, 0, 0x0a])])
  })

  it('keeps a body that is not JSON', async () => {
    const url = await serve((_, response) => response.writeHead(502).end('<h1>Bad Gateway</h1>'))

    const result = await get(url)

    expect(result).toMatchObject({ ok: true, status: 502, text: '<h1>Bad Gateway</h1>' })
    expect('json' in result).toBe(false)
  })

  it('does not follow redirects', async () => {
    const url = await serve((_, response) => response.writeHead(301, { location: '/elsewhere' }).end())
    await expect(get(url)).resolves.toMatchObject({ ok: true, status: 301 })
  })

  it('keeps connections open', async () => {
    const ports = new Set<number | undefined>()
    const url = await serve((request, response) => {
      ports.add(request.socket.remotePort)
      response.end('{}')
    })
    const http = createHttp()
    open.http = http
    for (let index = 0; index < 12; index += 1) await http.send({ method: 'GET', url, headers: {} })

    expect(ports.size).toBeLessThanOrEqual(3)
  })

  it('tells a connection that broke before the answer from one that was never made', async () => {
    const url = await serve((request) => request.socket.destroy())
    await expect(get(url)).resolves.toMatchObject({ ok: false, kind: 'reset', maybeExecuted: true })

    open.server?.close()
    await expect(get(url)).resolves.toMatchObject({ ok: false, kind: 'refused', maybeExecuted: false })
  })

  it('knows an answer that breaks off', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"data":', () => response.socket?.destroy())
    })
    await expect(get(url)).resolves.toMatchObject({ ok: false, kind: 'truncated', maybeExecuted: true })
  })

  it('gives up on a service that does not answer', async () => {
    const url = await serve(() => undefined)
    await expect(get(url, { timeout: 200 })).resolves.toMatchObject({ ok: false, kind: 'timeout', maybeExecuted: true })
  })

  it('gives up on an answer that is too large', async () => {
    const url = await serve((_, response) => response.end('x'.repeat(5000)))
    await expect(get(url, { max_bytes: 1000 })).resolves.toMatchObject({ ok: false, kind: 'too-large' })
  })

  it.each([
    ['the body', (response: ServerResponse) => response.writeHead(200, { 'content-length': '500' }).flushHeaders()],
    ['a body without a length', (response: ServerResponse) => response.writeHead(200).flushHeaders()],
    ['an error page', (response: ServerResponse) => response.writeHead(502).flushHeaders()],
  ])('ends %s that trickles in at its deadline, however often a byte comes', async (_, begin) => {
    const url = await serve((_request, response) => {
      begin(response)
      const timer = setInterval(() => response.write('x'), 10)
      response.once('close', () => clearInterval(timer))
    })

    const result = await get(url, { timeout: 5000, deadline: 150 })

    expect(result).toEqual({
      ok: false,
      kind: 'timeout',
      maybeExecuted: true,
      message: 'the whole answer does not come within 0.2 seconds',
    })
  })

  it('ends headers that trickle in at the deadline too', async () => {
    const url = await serve(({ socket }) => {
      socket.write('HTTP/1.1 200 OK\r\nx-slow: ')
      const timer = setInterval(() => socket.write('x'), 10)
      socket.once('close', () => clearInterval(timer))
    })
    await expect(get(url, { deadline: 150 })).resolves.toMatchObject({
      ok: false,
      kind: 'timeout',
      maybeExecuted: true,
    })
  })

  it('gives what takes the service long a longer deadline, and time before the first byte', async () => {
    const url = await serve((_, response) => setTimeout(() => response.end('{}'), 300))
    const limits = { timeout: 100, deadline: 150, long_deadline: 5000 }
    await expect(get(url, limits)).resolves.toMatchObject({ ok: false, kind: 'timeout' })
    await open.http?.close()

    open.http = createHttp(limits)
    const result = await open.http.send({ method: 'POST', url, headers: {}, body: {}, long: true })

    expect(result).toMatchObject({ ok: true, status: 200 })
  })

  it('ends at once in the middle of an answer when it is aborted', async () => {
    const controller = new AbortController()
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '500' }).write('{', () => controller.abort())
    })
    const started = performance.now()

    await expect(get(url, {}, controller.signal)).resolves.toMatchObject({ ok: false, kind: 'aborted' })
    expect(performance.now() - started).toBeLessThan(5000)
  })

  it('says when it was aborted', async () => {
    const controller = new AbortController()
    const url = await serve(() => controller.abort())
    await expect(get(url, {}, controller.signal)).resolves.toMatchObject({ ok: false, kind: 'aborted' })
  })

  it('knows a host name that does not exist', async () => {
    const result = await get(new URL('http://no-such-host.invalid/'))
    expect(result).toMatchObject({ ok: false, kind: 'dns', maybeExecuted: false })
  })
})

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}
