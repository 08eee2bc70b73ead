import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type Arriving, download } from '../../src/net/download.ts'

let server: Server | undefined

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener)
  const opened = server
  await new Promise<void>((resolve) => opened.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(opened.address() as AddressInfo).port}/report`
}

const lengthOf = async ({ bytes }: Arriving) => {
  let length = 0
  for await (const chunk of bytes) length += chunk.length
  return length
}

/** So many bytes every ten milliseconds, without an end. */
function dripping(bytes: number): RequestListener {
  return (_, response) => {
    response.writeHead(200)
    const timer = setInterval(() => response.write(Buffer.alloc(bytes)), 10)
    response.once('close', () => clearInterval(timer))
  }
}

test('takes a document that comes in pieces for longer than any answer may take', async () => {
  const url = await serve((_, response) => {
    let pieces = 0
    const timer = setInterval(() => {
      pieces += 1
      response.write(Buffer.alloc(2000))
      if (pieces < 60) return
      clearInterval(timer)
      response.end('end')
    }, 20)
  })

  const result = await download(url, lengthOf, { span: 500, slowest: 1000 })

  expect(result).toEqual({ ok: true, value: 120_003 })
})

test('ends a document of which too little comes in a stretch of time', async () => {
  const url = await serve(dripping(1))

  const result = await download(url, lengthOf, { span: 150, slowest: 10_000 })

  expect(result).toEqual({ ok: false, kind: 'timeout', maybeExecuted: true, message: 'less than 10 kB a second come' })
})

test('ends a document that is too long, before it is all there', async () => {
  const url = await serve(dripping(50_000))
  await expect(download(url, lengthOf, { max_bytes: 200_000 })).resolves.toMatchObject({
    ok: false,
    kind: 'too-large',
  })
})

test('ends at once when it is aborted', async () => {
  const stop = new AbortController()
  const url = await serve((request, response) => {
    dripping(1000)(request, response)
    setTimeout(() => stop.abort(), 50)
  })
  await expect(download(url, lengthOf, { signal: stop.signal })).resolves.toMatchObject({ ok: false, kind: 'aborted' })
})

test('tells a document that breaks off from one that ends', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('x', () => response.socket?.destroy())
  })
  await expect(download(url, lengthOf)).resolves.toMatchObject({ ok: false, kind: 'truncated' })
})

test('does not fetch what nobody takes', async () => {
  const closed = Promise.withResolvers<void>()
  const url = await serve((request, response) => {
    dripping(1000)(request, response)
    response.once('close', closed.resolve)
  })

  await expect(download(url, async ({ status }) => status)).resolves.toEqual({ ok: true, value: 200 })
  await closed.promise
})

test('leaves a mistake of whoever reads a mistake', async () => {
  const url = await serve((_, response) => response.end('x'))
  const reading = download(url, async () => {
    throw new TypeError('a mistake')
  })
  await expect(reading).rejects.toThrow('a mistake')
})
