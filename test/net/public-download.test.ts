import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { downloadPublic, type PublicDownloadOptions } from '../../src/net/public-download.ts'

let server: Server | null = null

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  server = null
})

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener)
  server = started
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`
}

const get = (url: string, options: Partial<PublicDownloadOptions> = {}) => {
  const limits = { max_bytes: 1000, deadline: 10_000, headers: {}, trusted: '127.0.0.1' }
  return downloadPublic(url, { signal: new AbortController().signal, ...limits, ...options })
}

describe('a document at an address of somebody else', () => {
  test('comes as it is, with the headers that were given', async () => {
    const url = await serve((request, response) => response.end(`${request.url} ${request.headers.accept}`))

    expect(await get(`${url}/a?b=c`, { headers: { accept: 'image/*' } })).toEqual({
      is: 'there',
      bytes: Buffer.from('/a?b=c image/*'),
    })
  })

  test('that is not there tells how it was answered', async () => {
    const url = await serve((_, response) => response.writeHead(410).end('gone'))

    expect(await get(url)).toEqual({ is: 'status', status: 410 })
  })

  test('that is too large is not taken', async () => {
    const url = await serve((_, response) => response.end(Buffer.alloc(1001)))

    expect(await get(url)).toMatchObject({ is: 'failed', failure: { kind: 'too-large' } })
  })

  test('that does not come to its end in time is late', async () => {
    const url = await serve((_, response) => response.writeHead(200).write('a'))

    expect(await get(url, { deadline: 200 })).toEqual({ is: 'late' })
  })

  test('is not waited for after a stop', async () => {
    const stop = new AbortController()
    const url = await serve(() => stop.abort(new Error('enough')))

    await expect(get(url, { signal: stop.signal })).rejects.toThrow('enough')
  })
})

describe('redirects', () => {
  test('are followed, relative ones too', async () => {
    const url = await serve(({ url: path }, response) => {
      if (path === '/file/a') response.writeHead(302, { location: '../moved/b' }).end()
      else response.end(path)
    })

    expect(await get(`${url}/file/a`)).toEqual({ is: 'there', bytes: Buffer.from('/moved/b') })
  })

  test('that do not end are given up', async () => {
    const url = await serve((_, response) => response.writeHead(302, { location: '/again' }).end())

    expect(await get(url)).toEqual({ is: 'unsafe', why: 'redirects more than 5 times' })
  })
})

describe.each([
  'http://93.184.216.34/a',
  'ftp://93.184.216.34/a',
  'https://user:word@93.184.216.34/a',
  'https://127.0.0.2/a',
  'https://2130706434/a',
  'https://10.1.2.3/a',
  'https://100.64.0.1/a',
  'https://172.31.255.255/a',
  'https://192.168.0.1/a',
  'https://169.254.169.254/a',
  'https://0.0.0.0/a',
  'https://239.0.0.1/a',
  'https://[::1]/a',
  'https://[::ffff:127.0.0.1]/a',
  'https://[fd00::1]/a',
  'https://[fe80::1]/a',
  'https://[2002:7f00:1::]/a',
  'https://[64:ff9b::7f00:1]/a',
])('%s', (address) => {
  test('is not asked for, nor where it is redirected to', async () => {
    const url = await serve((_, response) => response.writeHead(307, { location: address }).end())

    expect(await get(address)).toMatchObject({ is: 'unsafe' })
    expect(await get(url)).toMatchObject({ is: 'unsafe' })
  })
})

test('a name that means a host of a private network is not asked for', async () => {
  expect(await get('https://localhost/a')).toMatchObject({
    is: 'failed',
    failure: { kind: 'private', maybeExecuted: false, message: 'the host is within a private network' },
  })
})
