import { randomUUID } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BASELINE } from '../../../src/providers/file/attribute-form.ts'
import { digestOf, nextBaselines } from '../../../src/providers/file/folder.ts'
import { temporaryFolder } from '../../config/workspace-files.ts'
import { shelf } from './shelf.ts'

describe('a folder of rows', () => {
  it('holds a row a line, sorted by key, with nested fields, and what was last written beside it', async () => {
    const { create, text, read, file } = shelf(temporaryFolder())

    await Promise.all([
      create('B2', { title: 'Clog', [BASELINE]: 'b2' }),
      create('B1', { 'seo.title': 'Boots!', tags: ['felt'], title: '', [BASELINE]: 'b1' }),
    ])

    expect(text()).toBe('{"key":"B1","seo":{"title":"Boots!"},"tags":["felt"]}\n{"key":"B2","title":"Clog"}\n')
    expect(readFileSync(join(file, '../.baseline.ndjson'), 'utf8')).toBe(
      '{"key":"B1","baseline":"b1"}\n{"key":"B2","baseline":"b2"}\n',
    )
    expect(await read()).toMatchObject([
      { kind: 'product', key: 'B1', id: 'B1', fields: { 'seo.title': 'Boots!', tags: ['felt'], [BASELINE]: 'b1' } },
      { kind: 'product', key: 'B2', id: 'B2', fields: { title: 'Clog', [BASELINE]: 'b2' } },
    ])
  })

  it('leaves rows of others as they are, to the byte, and keeps what it does not know of its own', async () => {
    const { create, update, put, text } = shelf(temporaryFolder())
    const theirs = '{ "n": 12345678901234567890.10, "key": "A",  "x": {"y": []} }'
    put(`\uFEFF{"title":"Clog","key":"C","weight":9007199254740993,"seo":{"robots":"none"}}\r\n\r\n${theirs}\r\n`)

    await create('B', { title: 'Boot' })
    await update('C', { title: null, 'seo.title': 'Clogs' })

    expect(text().split('\n')).toEqual([
      theirs,
      '{"key":"B","title":"Boot"}',
      '{"key":"C","weight":9007199254740993,"seo":{"robots":"none","title":"Clogs"}}',
      '',
    ])
  })

  it('takes hostile keys for values, never for names of files', async () => {
    const root = temporaryFolder()
    const { create, look } = shelf(root)
    const keys = ['../../x', '/etc/passwd', '__proto__', 'constructor', 'a\u0000b', '\u001b[31m', '"\\', ' ']

    for (const key of keys) expect(await create(key, { title: key })).toMatchObject({ outcome: 'applied' })

    for (const key of keys) expect(await look(key)).toMatchObject({ key, fields: { title: key } })
    expect(readdirSync(root)).toEqual(['out'])
    expect(readdirSync(join(root, 'out')).sort()).toEqual(['.baseline.ndjson', 'product.ndjson'])
  })

  it('does not write over a row that somebody changed since it was read', async () => {
    const { create, update, look, put, text } = shelf(temporaryFolder())
    await create('B1', { title: 'Boot' })
    const before = await look('B1')
    const edited = '{"key":"B1","title":"Boot","note":"by hand"}\n'
    put(edited)

    expect(await update('B1', { title: 'Felt boot' }, before?.revision)).toEqual({ outcome: 'outdated' })
    expect(text()).toBe(edited)
    await update('B1', { title: 'Felt boot' }, (await look('B1'))?.revision)
    expect(text()).toBe('{"key":"B1","title":"Felt boot","note":"by hand"}\n')
  })

  it('takes a row that is there for the one that is wanted only when it holds the same', async () => {
    const { create, put } = shelf(temporaryFolder())
    put('{"key":"B1","title":"Boot","note":"by hand"}\n')

    expect(await create('B1', { title: 'Boot' })).toMatchObject({ outcome: 'already', id: 'B1' })
    expect(await create('B1', { title: 'Clog' })).toMatchObject({
      outcome: 'conflict',
      message: 'B1 is there already with other values: title.',
    })
  })

  it.each([
    ['{"key":"A"}\n{"key":"B"\n', 'line 2: it is no JSON object'],
    ['{"key":"A"}\n["B"]\n', 'line 2: it is no JSON object'],
    ['{"key":"A"}\n\n{"title":"B"}\n', 'line 3: key is missing'],
    ['{"key":7}\n', 'line 1: key is no text'],
    ['{"key":"A"}\n{"key":"B"}\n{"key":"A"}\n', 'line 3: "A" stands on line 1 already'],
    [
      '{"key":"A"}\n<<<<<<< HEAD\n{"key":"B"}\n=======\n',
      'line 2: version control left a conflict here (2 such lines)',
    ],
  ])('that is damaged (%j) is neither read nor written', async (damaged, problem) => {
    const { create, read, put, text } = shelf(temporaryFolder())
    put(damaged)

    const message = `out/product.ndjson cannot be used: ${problem}.`
    await expect(read()).rejects.toThrow(message)
    await expect(create('C')).rejects.toThrow(message)
    expect(text()).toBe(damaged)
  })

  it('whose baselines are damaged is neither read nor written', async () => {
    const { read, put } = shelf(temporaryFolder())
    put('{"key":"A"}\n')
    put('{"key":"A"}\n', '.baseline.ndjson')

    await expect(read()).rejects.toThrow(
      'out/.baseline.ndjson cannot be used: line 1: baseline is missing, or no text.',
    )
  })

  it('that is no folder, or whose file is a link, is refused', async () => {
    const root = temporaryFolder()
    const { target, create, read } = shelf(root)
    writeFileSync(join(root, 'out'), '')
    await expect(target.connect(new AbortController().signal)).rejects.toThrow('out is no folder.')

    renameSync(join(root, 'out'), join(root, 'elsewhere'))
    mkdirSync(join(root, 'out'))
    symlinkSync('../elsewhere', join(root, 'out/product.ndjson'))
    await expect(read()).rejects.toThrow('out/product.ndjson is a link, not a file.')
    await expect(create('B1')).rejects.toThrow('out/product.ndjson is a link, not a file.')
  })
})

describe('writes that are in flight', () => {
  it('go into few rewritings', async () => {
    const { create, read } = shelf(temporaryFolder())
    const root = temporaryFolder()
    const counted = shelf(root)
    const digests = new Set<string>()
    const watch = setInterval(() => digests.add(digestOf(Buffer.from(counted.text()))), 1)

    await Promise.all(Array.from({ length: 2_000 }, (_, n) => counted.create(`B${n}`, { title: `Boot ${n}` })))

    clearInterval(watch)
    expect(digests.size).toBeLessThanOrEqual(4)
    expect(await counted.read()).toHaveLength(2_000)
    await create('B1')
    expect(await read()).toHaveLength(1)
  })

  it('of two programs are all kept', async () => {
    const root = temporaryFolder()
    const [one, other] = [shelf(root), shelf(root)]

    for (let round = 0; round < 10; round++) {
      await Promise.all([one.create(`A${round}`, { title: 'one' }), other.create(`B${round}`, { title: 'other' })])
    }

    expect(await one.read()).toHaveLength(20)
    expect(readdirSync(join(root, 'out')).sort()).toEqual(['.baseline.ndjson', 'product.ndjson'])
  })

  it('that were told to stop before they began are not done', async () => {
    const { target, read } = shelf(temporaryFolder())
    const stop = new AbortController()
    const change = { action: 'create', kind: 'product', key: 'B1', id: null, fields: {}, parts: [] } as const

    const write = target.write({ ...change, parts: [], volatile: [], needs: {} }, stop.signal)
    stop.abort()

    await expect(write).rejects.toThrow(/abort/i)
    await target.close()
    expect(await read()).toEqual([])
  })

  it('are as many as were allowed', async () => {
    const { target, create } = shelf(temporaryFolder())
    target.allow(1)

    await create('B1')

    await expect(create('B2')).rejects.toThrow('The allowance of calls is used up.')
    expect(target.calls()).toEqual({ reads: 0, writes: 1, throttled: 0, retried: 0 })
  })
})

describe('what a program that was killed leaves behind', () => {
  it('is completed when the rows are in place, and counts for nothing before', async () => {
    const root = temporaryFolder()
    const { create, read, put, file } = shelf(root)
    await create('B1', { title: 'Boot', [BASELINE]: 'old' })
    const next = nextBaselines(digestOf(readFileSync(file)))
    put('{"key":"B1","baseline":"new"}\n', next)
    put('{"key":"B9","baseline":"of rows that never came"}\n', nextBaselines('0'.repeat(64)))
    put('half a l', '.product.0123456789ab.draft')
    put('{}', `.lock.${randomUUID()}`)

    expect(await read()).toMatchObject([{ key: 'B1', fields: { [BASELINE]: 'new' } }])
    await create('B2')

    expect(await read()).toMatchObject([{ fields: { [BASELINE]: 'new' } }, { key: 'B2' }])
    expect(readdirSync(join(root, 'out')).sort()).toEqual(['.baseline.ndjson', 'product.ndjson'])
  })

  it.each([
    ['a process that is gone', { pid: 2 ** 22 + 1, host: hostname() }, 0],
    ['an earlier process of the same number', { pid: process.pid, host: hostname(), token: 'x' }, 0],
    ['another machine, minutes ago', { pid: 1, host: 'elsewhere' }, 6 * 60],
  ])('does not lock others out: %s', async (_, lock, seconds) => {
    const { create, put, file } = shelf(temporaryFolder())
    put(JSON.stringify(lock), '.lock')
    const then = Date.now() / 1000 - seconds
    utimesSync(join(file, '../.lock'), then, then)

    expect(await create('B1')).toMatchObject({ outcome: 'applied' })
    expect(existsSync(join(file, '../.lock'))).toBe(false)
  })

  it('is waited for while another program holds the lock', async () => {
    const { create, put, file } = shelf(temporaryFolder())
    put(JSON.stringify({ pid: process.ppid, host: hostname() }), '.lock')
    let done = false

    const write = create('B1').then(() => {
      done = true
    })
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(done).toBe(false)
    renameSync(join(file, '../.lock'), join(file, '../gone'))
    await write
    expect(done).toBe(true)
  })
})
