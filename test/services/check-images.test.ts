import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SourceItems } from '../../src/model/source.ts'
import { createHttp, type Http } from '../../src/net/http.ts'
import { checkImages } from '../../src/services/check-images.ts'
import { temporaryState } from '../state/temporary.ts'

let server: Server
let http: Http
let base = ''
let asked: string[] = []
let [atOnce, most] = [0, 0]

beforeEach(async () => {
  http = createHttp({ timeout: 2_000 })
  asked = []
  ;[atOnce, most] = [0, 0]
  server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(`${request.method} ${path}`)
    atOnce += 1
    most = Math.max(most, atOnce)
    setTimeout(() => {
      atOnce -= 1
      const [, status = '200'] = /^\/(\d{3})/.exec(path) ?? []
      const type = path.endsWith('.html') ? 'text/html; charset=utf-8' : 'image/jpeg'
      response.writeHead(Number(status), { 'content-type': type }).end()
    }, 20)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(async () => {
  await http.close()
  await new Promise((resolve) => server.close(resolve))
})

/** Items of one image each. */
function showing(...urls: string[]): SourceItems[] {
  const items = urls.map((url, at) => ({ ref: { source: 'shop', shop: 'one', id: `i${at}` }, images: [{ url }] }))
  return [{ items } as unknown as SourceItems]
}

const state = temporaryState
const { signal } = new AbortController()
const clock = { now: () => Date.parse('2026-11-29T10:00:00Z'), sleep: async () => undefined }

async function messages(sources: SourceItems[], memory = state().findings, now = clock.now): Promise<string[]> {
  const found = await checkImages(sources, { http, memory, clock: { ...clock, now } }, signal)
  expect(found.every(({ severity, code }) => severity === 'warning' && code === 'image-not-found')).toBe(true)
  return found.map(({ message }) => message.replaceAll(base, ''))
}

test('asks for each image once, without fetching it, and tells those that are not there', async () => {
  const sources = showing(`${base}/a.jpg`, `${base}/404.jpg`, `${base}/a.jpg`, `${base}/page.html`, `${base}/500.jpg`)

  expect(await messages(sources)).toEqual([
    'The image /404.jpg of i1 answers with 404.',
    'The image /page.html of i3 answers with text/html, which is no image.',
    'The image /500.jpg of i4 answers with 500.',
  ])
  expect(asked.sort()).toEqual(['HEAD /404.jpg', 'HEAD /500.jpg', 'HEAD /a.jpg', 'HEAD /page.html'])
})

test('concludes nothing from a server that takes no such question', async () => {
  expect(await messages(showing(`${base}/405.jpg`, `${base}/501.jpg`))).toEqual([])
})

test('tells one that cannot be reached, and goes on', async () => {
  const [first, ...others] = await messages(showing('http://127.0.0.1:9/a.jpg', `${base}/b.jpg`))
  expect(first).toMatch(/^The image http:\/\/127\.0\.0\.1:9\/a\.jpg of i0 cannot be reached: /)
  expect(others).toEqual([])
})

test('asks four at a time', async () => {
  await messages(showing(...Array.from({ length: 20 }, (_, at) => `${base}/${at}.jpg`)))
  expect(most).toBe(4)
})

test('does not ask for a week for what was there, and each time for what was not', async () => {
  const { findings } = state()
  const sources = showing(`${base}/a.jpg`, `${base}/404.jpg`)
  await messages(sources, findings)
  await messages(sources, findings)
  expect(asked.filter((call) => call.endsWith('a.jpg'))).toHaveLength(1)
  expect(asked.filter((call) => call.endsWith('404.jpg'))).toHaveLength(2)

  await messages(sources, findings, () => clock.now() + 8 * 86_400_000)
  expect(asked.filter((call) => call.endsWith('a.jpg'))).toHaveLength(2)
})

test('names the first twenty, and counts the others', async () => {
  const found = await messages(showing(...Array.from({ length: 25 }, (_, at) => `${base}/404-${at}.jpg`)))
  expect(found).toHaveLength(21)
  expect(found.at(-1)).toBe('5 further images cannot be reached either.')
})
