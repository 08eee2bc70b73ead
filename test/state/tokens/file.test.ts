import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { corral, OWNER } from './corral.ts'

const PAIR = { access: 'spur', refresh: 'bridle', access_expires_at: null, refresh_expires_at: null }
const exchange = () => Promise.reject(new Error('nothing is to be sent'))

async function kept() {
  const world = corral()
  await world.tokens.keep(OWNER, PAIR)
  return world
}

/** Every way to the tokens is refused, and the file is as it was. */
async function expectRefused(world: ReturnType<typeof corral>, problem: string) {
  const refused = { code: 'tokens-file', message: `The token file ${world.file} ${problem}. It is left as it is.` }
  await expect(world.tokens.current(OWNER)).rejects.toMatchObject(refused)
  await expect(world.tokens.renew(OWNER, null, exchange)).rejects.toMatchObject(refused)
  await expect(world.tokens.keep(OWNER, PAIR)).rejects.toMatchObject(refused)
}

test.each([
  ['', 'it is no JSON object'],
  ['[1]', 'it is no JSON object'],
  ['{"tokens": []}', 'it has no format_version'],
  ['{"format_version": 2}', 'another version of this program wrote it'],
  ['{"format_version": 1, "tokens": []}', 'revision or tokens are missing'],
  ['{"format_version": 1, "revision": 1, "tokens": [{"provider": "corral"}]}', 'entry 1 of tokens is incomplete'],
])('refuses a damaged file and never writes over it: %s', async (text, why) => {
  const world = await kept()
  writeFileSync(world.file, text)

  await expectRefused(world, `is damaged: ${why}`)

  expect(readFileSync(world.file, 'utf8')).toBe(text)
})

test('refuses a file that was cut off anywhere', async () => {
  const world = await kept()
  const whole = readFileSync(world.file, 'utf8')
  for (let length = 0; length < whole.length - 2; length += 7) {
    writeFileSync(world.file, whole.slice(0, length))
    await expect(world.tokens.current(OWNER)).rejects.toMatchObject({ code: 'tokens-file' })
  }
})

test('never follows a symbolic link', async () => {
  const world = await kept()
  const elsewhere = join(world.folder, 'elsewhere.json')
  writeFileSync(elsewhere, readFileSync(world.file))
  rmSync(world.file)
  symlinkSync(elsewhere, world.file)

  await expectRefused(world, 'is a symbolic link, which is not followed')
})

test('refuses a folder and a pipe in the place of the file', async () => {
  const world = corral()
  mkdirSync(world.file)
  await expectRefused(world, 'is no file')
  rmSync(world.file, { recursive: true })
  execFileSync('mkfifo', [world.file])
  await expectRefused(world, 'is no file')
})

test('closes a file that others could read, and says so once', async () => {
  const world = await kept()
  chmodSync(world.file, 0o644)

  expect(await world.tokens.current(OWNER)).toMatchObject(PAIR)
  await world.tokens.current(OWNER)

  expect(statSync(world.file).mode & 0o777).toBe(0o600)
  expect(world.said).toEqual([`${world.file} could be read by others (mode 644); it is 600 now.`])
})

test('finishes what a process that died had written whole, and clears away the rest', async () => {
  const world = await kept()
  const whole = readFileSync(world.file, 'utf8')
  const next = whole.replace('"revision": 1', '"revision": 2').replace('spur', 'stirrup')
  writeFileSync(`${world.file}.0000000a.tmp`, whole.slice(0, 40), { mode: 0o600 })
  writeFileSync(`${world.file}.0000000b.tmp`, next, { mode: 0o600 })
  writeFileSync(`${world.file}.0000000c.tmp`, whole.replace('spur', 'older'), { mode: 0o600 })

  expect(await world.tokens.renew(OWNER, 'spur', exchange)).toMatchObject({ access: 'stirrup' })

  expect(readdirSync(world.folder).sort()).toEqual(['tokens.json', 'tokens.locks'])
})
