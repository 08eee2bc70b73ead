import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

/**
 * A service in a process of its own that only repeats what another one answered, at once or after so many milliseconds.
 * Rows are asked for in batches that no two runs make up alike: they are put together from all that were ever answered.
 */

interface Answer {
  status: number
  text: string
}

const [file = '', delay = '0'] = process.argv.slice(2)
const answers = new Map<string, Answer>(JSON.parse(readFileSync(file, 'utf8')))
const SEARCH = 'POST /api/v2/products/search '
const rows = new Map<string, object>()
for (const [asked, { text }] of answers) {
  if (!asked.startsWith(SEARCH)) continue
  const { attributes } = JSON.parse(asked.slice(SEARCH.length))
  for (const row of JSON.parse(text).data) rows.set(JSON.stringify([attributes, row.sku]), row)
}

function search(body: string): Answer {
  const { attributes, filters, pagination } = JSON.parse(body)
  const skus: string[] = filters[0][0].value
  const data = skus.flatMap((sku) => rows.get(JSON.stringify([attributes, sku])) ?? [])
  const counts = { count: data.length, total_count: data.length }
  return { status: 200, text: JSON.stringify({ data, pagination: { ...pagination, ...counts } }) }
}

process.on('disconnect', () => process.exit())

const server = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8')
  request.on('data', (piece: string) => {
    body += piece
  })
  request.on('end', () => {
    const asked = `${request.method} ${request.url} `
    const answer = answers.get(asked + body) ?? (asked === SEARCH ? search(body) : { status: 404, text: '{}' })
    const say = () => {
      response.writeHead(answer.status, { 'content-type': 'application/json' })
      response.end(answer.text)
    }
    if (delay === '0') say()
    else setTimeout(say, Number(delay))
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.(typeof address === 'object' ? address?.port : 0)
})
