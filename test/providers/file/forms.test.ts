import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../config/workspace-files.ts'
import { formOf, oddities, readFrom, readText } from './read.ts'

const names = ({ items }: { items: { [field: string]: unknown }[] }) => items.map(({ key, title }) => [key, title])
const BOOTS = [
  ['B1', 'Felt boot'],
  ['B2', 'Clog, of wood'],
]

describe('a table of products', () => {
  it.each([
    ['CSV with commas', 'sku,title\nB1,Felt boot\nB2,"Clog, of wood"\n', 'boots.csv'],
    ['CSV with semicolons', 'sku;title\r\nB1;Felt boot\r\nB2;Clog, of wood\r\n', 'boots.csv'],
    ['CSV with bars', 'sku|title\nB1|Felt boot\nB2|Clog, of wood', 'boots.txt'],
    ['CSV with semicolons', 'sep=;\nsku;title\nB1;Felt boot\nB2;Clog, of wood\n', 'boots.csv'],
    ['TSV with tabs', 'sku\ttitle\nB1\tFelt boot\nB2\tClog, of wood\n', 'boots.tsv'],
    ['TSV with tabs', 'sku\ttitle\nB1\tFelt boot\nB2\tClog, of wood\n', 'boots.csv'],
    ['NDJSON', '{"sku":"B1","title":"Felt boot"}\n\n{"sku":"B2","title":"Clog, of wood"}', 'boots.ndjson'],
    ['NDJSON', '{"sku":"B1","title":"Felt boot"}\n{"sku":"B2","title":"Clog, of wood"}\n', 'boots.json'],
    ['a JSON list', '[{"sku":"B1","title":"Felt boot"},\n {"sku":"B2","title":"Clog, of wood"}\n]\n', 'boots.json'],
  ])('is read as %s, and says so', async (form, text, name) => {
    const read = await readText(text, { name })

    expect(names(read)).toEqual(BOOTS)
    expect(formOf(read)).toBe(`is read as ${form}, in UTF-8`)
    expect(read.complete).toBe(true)
  })

  it('keeps line breaks and doubled quotes within values, whatever the ends of its lines', async () => {
    const read = await readText('sku,title\r\nB1,"Felt ""boot""\r\nof wool"\r\nB2,Clog\r\nB2,Twice\r\n').catch(String)

    expect(read).toContain('line 5: B2 is the key of this row and of that on line 4')
    const { items } = await readText('sku,title\r\nB1,"Felt ""boot""\r\nof wool"\r\n')
    expect(items[0]?.title).toBe('Felt "boot"\nof wool')
  })

  it.each([
    ['UTF-8', Buffer.from('\uFEFFsku,title\nB1,Schuhgröße\n')],
    ['UTF-16', Buffer.from('\uFEFFsku,title\nB1,Schuhgröße\n', 'utf16le')],
    ['UTF-16', Buffer.from('\uFEFFsku,title\nB1,Schuhgröße\n', 'utf16le').swap16()],
    ['UTF-16', Buffer.from('sku,title\nB1,Schuhgröße\n', 'utf16le')],
    ['Windows-1252', Buffer.from('sku,title\nB1,Schuhgröße\n', 'latin1')],
  ])('in %s is read for what it is', async (title, bytes) => {
    const read = await readText(bytes)

    expect(names(read)).toEqual([['B1', 'Schuhgröße']])
    expect(formOf(read)).toBe(`is read as CSV with commas, in ${title}`)
  })

  it('in an encoding that had to be guessed is a warning', async () => {
    expect(oddities(await readText(Buffer.from('sku,title\nB1,Größe\n', 'latin1')))).toEqual([
      '1:-: is no UTF-8 text, and is taken for Windows-1252',
    ])
  })

  it('that is not in the encoding that was said ends with the line', async () => {
    const bytes = Buffer.from('sku,title\nB1,Boot\nB2,Größe\n', 'latin1')

    await expect(readText(bytes, { encoding: 'utf-8' })).rejects.toThrow(
      'boots.csv is not all UTF-8: line 3 holds something else.',
    )
  })

  it('of many pieces is read whole, wherever the pieces end', async () => {
    const rows = Array.from({ length: 60_000 }, (_, n) => `B${n};"Größe\r\n${n}"`)

    const { items } = await readText(`sku;title\r\n${rows.join('\r\n')}\r\n`)

    expect(items).toHaveLength(60_000)
    expect(items.every(({ title }, n) => title === `Größe\n${n}`)).toBe(true)
  })

  it('as a list of many pieces is read member by member', async () => {
    const list = Array.from({ length: 20_000 }, (_, n) => ({ sku: `B${n}`, title: `[{"${n}\\`, tags: [n, { a: ']' }] }))

    const { items } = await readText(JSON.stringify(list, null, 1), { name: 'boots.json' })

    expect(items).toHaveLength(20_000)
    expect(items.at(-1)).toMatchObject({ key: 'B19999', title: '[{"19999\\', tags: [19_999, { a: ']' }] })
  })
})

describe('a file that cannot be read', () => {
  it.each([
    ['', 'boots.csv is empty.'],
    ['\n\n', 'boots.csv holds no rows.'],
    ['sku,title\n', 'boots.csv holds no rows.'],
    ['PK\u0003\u0004', 'boots.csv is a workbook or an archive, not text.'],
    ['sku,title\nB1,a\0b\n', 'boots.csv is no text: line 2 holds a zero byte.'],
    ['sku,title\nB1,5" pipe\n', 'boots.csv has a quote in the middle of a value on line 2.'],
    ['sku,title\nB1,"5" pipe"\n', 'boots.csv has a quote in the middle of a value on line 2.'],
    ['sku,title\nB1,x\n\nB2,"open\nB3,y\n', 'boots.csv has a quote that is never closed; the row begins on line 4.'],
    ['sku,title,sku\nB1,x,B1\n', 'boots.csv has two columns "sku" (the 1. and the 3.).'],
    ['title,vendor\nx,y\n', 'boots.csv lacks the column "sku", which sync.yaml names.'],
    [
      'sku,__proto__\nB1,y\n',
      'boots.csv has a column "__proto__", a name that means something else inside the program.',
    ],
    ['sku,title\n,x\n,y\n', 'boots.csv holds no row that can be used (2 left out).'],
  ])('%j ends with what is wrong', async (text, message) => {
    await expect(readText(text)).rejects.toThrow(message)
  })

  it.each([
    ['[{"sku":"B1"}', 'boots.json breaks off: the list does not end (line 1).'],
    ['[{"sku":"B1"}] x', 'boots.json is no list of objects (line 1).'],
    ['x [{"sku":"B1"}]', 'boots.json is no list of objects (line 1).'],
  ])('%j ends with what is wrong', async (text, message) => {
    await expect(readText(text, { name: 'boots.json', format: 'json' })).rejects.toThrow(message)
  })

  it('may be a pipe, a device, a folder, credentials, or not there', async () => {
    const root = temporaryFolder()
    execFileSync('mkfifo', [join(root, 'pipe')])
    symlinkSync('/dev/zero', join(root, 'zero'))
    mkdirSync(join(root, 'folder'))
    writeFileSync(join(root, '.env'), 'sku\nB1\n')
    symlinkSync('.env', join(root, 'boots.csv'))

    const read = (path: string) => readFrom(root, { path })

    await expect(read('pipe')).rejects.toThrow('pipe is a pipe or a device, not a file.')
    await expect(read('zero')).rejects.toThrow('zero is a pipe or a device, not a file.')
    await expect(read('folder')).rejects.toThrow('folder is a folder, not a file.')
    await expect(read('boots.csv')).rejects.toThrow('boots.csv leads to .env, which holds credentials.')
    await expect(read('no.csv')).rejects.toThrow('no.csv does not exist.')
  })
})
