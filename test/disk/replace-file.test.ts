import { chmodSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { placeNewFile, replaceFile } from '../../src/disk/replace-file.ts'
import { temporaryFolder } from '../state/temporary.ts'

describe('replaceFile', () => {
  it('puts a draft that was written beside the file in its place, with its mode', async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'boots.json')
    writeFileSync(file, 'old')
    chmodSync(file, 0o640)
    const result = await replaceFile(file, async (draft) => {
      await writeFile(draft, 'new')
      return { old: readFileSync(file, 'utf8'), names: readdirSync(folder) }
    })

    expect(result.old).toBe('old')
    expect(result.names).toEqual(['boots.json', expect.stringMatching(/^boots\.json\.[0-9a-f]{8}\.tmp$/)])
    expect(readFileSync(file, 'utf8')).toBe('new')
    expect(statSync(file).mode & 0o777).toBe(0o640)
    expect(readdirSync(folder)).toEqual(['boots.json'])
  })

  it('leaves a new file the mode that its writer gave it', async () => {
    const file = join(temporaryFolder(), 'boots.json')
    await replaceFile(file, (draft) => writeFile(draft, 'new', { mode: 0o600 }))

    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('leaves the file as it was, and no draft, when the draft cannot be finished', async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'boots.json')
    writeFileSync(file, 'old')
    const work = replaceFile(file, async (draft) => {
      await writeFile(draft, 'ne')
      throw new Error('the disk is full')
    })

    await expect(work).rejects.toThrow('the disk is full')
    expect(readFileSync(file, 'utf8')).toBe('old')
    expect(readdirSync(folder)).toEqual(['boots.json'])
  })

  it('leaves a folder that stands in the place of the file', async () => {
    const folder = temporaryFolder()
    await expect(replaceFile(folder, (draft) => writeFile(draft, 'new'))).rejects.toThrow('EISDIR')

    expect(statSync(folder).isDirectory()).toBe(true)
    expect(readdirSync(join(folder, '..')).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })
})

describe('placeNewFile', () => {
  it('writes a file where there is none', () => {
    const folder = temporaryFolder()

    expect(placeNewFile(join(folder, 'sync.yaml'), 'version: 1\n')).toBe(true)
    expect(readFileSync(join(folder, 'sync.yaml'), 'utf8')).toBe('version: 1\n')
    expect(readdirSync(folder)).toEqual(['sync.yaml'])
  })

  it('never replaces what is there, nor where a link leads', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'sync.yaml'), 'mine')
    symlinkSync(join(folder, 'elsewhere'), join(folder, '.env'))

    expect(placeNewFile(join(folder, 'sync.yaml'), 'new')).toBe(false)
    expect(placeNewFile(join(folder, '.env'), 'new')).toBe(false)
    expect(readFileSync(join(folder, 'sync.yaml'), 'utf8')).toBe('mine')
    expect(existsSync(join(folder, 'elsewhere'))).toBe(false)
    expect(readdirSync(folder).sort()).toEqual(['.env', 'sync.yaml'])
  })
})
