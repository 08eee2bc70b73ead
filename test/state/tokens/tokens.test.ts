import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { NotSent } from '../../../src/model/tokens.ts'
import { corral, OWNER, ownerWith } from './corral.ts'
import { exchangeAt, tokenService } from './service.ts'

const NONE = { access_expires_at: null, refresh_expires_at: null }

test('gives what the environment gives while nothing was renewed, and makes no file for it', async () => {
  const { tokens, folder } = corral()

  expect(await tokens.current(OWNER)).toEqual({ access: 'access-saddle-0', refresh: 'refresh-saddle-0', ...NONE })
  expect(await tokens.current(ownerWith('refresh-saddle-0'))).toMatchObject({ access: '', refresh: 'refresh-saddle-0' })
  expect(await tokens.current(ownerWith(null))).toBeNull()
  expect(readdirSync(folder)).toEqual([])
})

test('keeps a renewed pair, which wins over the environment in every later process', async () => {
  const service = await tokenService()
  const { tokens, folder, file } = corral()

  const pair = await tokens.renew(OWNER, 'access-saddle-0', (refresh) => exchangeAt(service.url, refresh))

  expect(pair).toMatchObject({ access: 'access-saddle-1', refresh: 'refresh-saddle-1' })
  expect(await corral(folder).tokens.current(OWNER)).toEqual(pair)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'utf8')).not.toContain('saddle-0')
})

test('takes the environment again as soon as its refresh token is another one', async () => {
  const service = await tokenService()
  const { tokens } = corral()
  const exchange = (refresh: string) => exchangeAt(service.url, refresh)
  await tokens.renew(OWNER, 'access-saddle-0', exchange)
  const { access, refresh } = service.consent()
  const changed = ownerWith(refresh, access)

  expect(await tokens.current(changed)).toMatchObject({ access: 'access-saddle-2' })
  await tokens.renew(changed, 'access-saddle-2', exchange)

  expect(await tokens.current(changed)).toMatchObject({ access: 'access-saddle-3' })
  expect(service.sent).toEqual(['refresh-saddle-0', 'refresh-saddle-2'])
})

test('never sends a refresh token that the environment brings back after it was sent', async () => {
  const service = await tokenService()
  const { tokens } = corral()
  const exchange = (refresh: string) => exchangeAt(service.url, refresh)
  await tokens.renew(OWNER, 'access-saddle-0', exchange)
  await tokens.renew(ownerWith(service.consent().refresh), null, exchange)

  await expect(tokens.renew(OWNER, 'access-saddle-0', exchange)).rejects.toMatchObject({ code: 'credentials' })
  expect(service.sent).toEqual(['refresh-saddle-0', 'refresh-saddle-2'])
})

test('exchanges once for all who ask in one process, and gives a later one with an older token what came', async () => {
  const service = await tokenService()
  const { tokens } = corral()
  const exchange = (refresh: string) => exchangeAt(service.url, refresh)

  const renewals = Array.from({ length: 20 }, () => tokens.renew(OWNER, 'access-saddle-0', exchange))
  const pairs = await Promise.all(renewals)
  const later = await tokens.renew(OWNER, 'access-saddle-0', exchange)

  expect(new Set([...pairs, later].map(({ access }) => access))).toEqual(new Set(['access-saddle-1']))
  expect(service.sent).toEqual(['refresh-saddle-0'])
})

test('exchanges once for two that share a folder, and not at all for another shop', async () => {
  const service = await tokenService()
  const one = corral()
  const other = corral(one.folder)
  const exchange = (refresh: string) => exchangeAt(service.url, refresh)
  const neighbour = { ...OWNER, shop: '4712' }

  const renewals = [one, other].map(({ tokens }) => tokens.renew(OWNER, 'access-saddle-0', exchange))
  const pairs = await Promise.all(renewals)

  expect(pairs.map(({ access }) => access)).toEqual(['access-saddle-1', 'access-saddle-1'])
  expect(service.sent).toEqual(['refresh-saddle-0'])
  expect(await one.tokens.current(neighbour)).toMatchObject({ access: 'access-saddle-0' })
})

test('keeps no other shop waiting while a service does not answer', async () => {
  const service = await tokenService()
  const { tokens } = corral()
  let answer = () => {}
  service.answers.until = new Promise<void>((resolve) => {
    answer = resolve
  })
  const slow = tokens.renew(OWNER, 'access-saddle-0', (refresh) => exchangeAt(service.url, refresh))

  await tokens.keep({ ...OWNER, shop: '4712' }, { access: 'spur', refresh: 'bridle', ...NONE })
  answer()

  expect(await slow).toMatchObject({ access: 'access-saddle-1' })
  expect(await tokens.current({ ...OWNER, shop: '4712' })).toMatchObject({ access: 'spur' })
})

test('sends no refresh token again whose answer was unclear, in this process or another one', async () => {
  const { tokens, folder, file } = corral()
  const exchange = () => Promise.reject(new Error('the connection was reset'))
  await expect(tokens.renew(OWNER, 'access-saddle-0', exchange)).rejects.toThrow('the connection was reset')

  for (const next of [tokens, corral(folder).tokens]) {
    const again = next.renew(OWNER, 'access-saddle-0', () => Promise.reject(new Error('sent again')))
    await expect(again).rejects.toMatchObject({
      code: 'credentials',
      message: expect.stringMatching(
        /^The refresh token of corral for shop 4711 was sent before \(20.*is not sent again/,
      ),
      hints: expect.arrayContaining([expect.stringContaining('sync auth corral --url')]),
    })
    expect(await next.current(OWNER)).toMatchObject({ access: 'access-saddle-0', refresh: '' })
  }
  expect(readFileSync(file, 'utf8')).toContain('"sent_at": "20')
})

test('keeps a pair that came and could not be written, and writes it when it is asked again', async () => {
  const service = await tokenService()
  const { tokens, file, folder } = corral()
  const aside = join(folder, 'aside')
  const first = tokens.renew(OWNER, 'access-saddle-0', async (refresh) => {
    renameSync(file, aside)
    mkdirSync(file)
    return exchangeAt(service.url, refresh)
  })
  await expect(first).rejects.toMatchObject({ code: 'tokens-file' })
  rmSync(file, { recursive: true })
  renameSync(aside, file)

  const pair = await tokens.renew(OWNER, 'access-saddle-0', (refresh) => exchangeAt(service.url, refresh))

  expect(pair.access).toBe('access-saddle-1')
  expect(await corral(folder).tokens.current(OWNER)).toEqual(pair)
  expect(service.sent).toEqual(['refresh-saddle-0'])
})

test('sends the same refresh token another time when it surely never left', async () => {
  const service = await tokenService()
  const { tokens } = corral()
  const refused = new NotSent('corral-unreachable', 'The corral cannot be reached.')
  await expect(tokens.renew(OWNER, 'access-saddle-0', () => Promise.reject(refused))).rejects.toBe(refused)

  const pair = await tokens.renew(OWNER, 'access-saddle-0', (refresh) => exchangeAt(service.url, refresh))

  expect(pair.access).toBe('access-saddle-1')
})

test('hands out an access token that is still good though its refresh token was sent in vain', async () => {
  const { tokens } = corral()
  await tokens.renew(OWNER, 'access-saddle-0', () => Promise.reject(new Error('reset'))).catch(() => undefined)

  const pair = await tokens.renew(OWNER, 'access of long ago', () => Promise.reject(new Error('sent again')))

  expect(pair).toMatchObject({ access: 'access-saddle-0', refresh: '' })
})

test('starts afresh with what a consent gives, whatever was sent in vain before', async () => {
  const service = await tokenService()
  const { tokens } = corral()
  await tokens.renew(OWNER, 'access-saddle-0', () => Promise.reject(new Error('reset'))).catch(() => undefined)

  await tokens.keep(OWNER, service.consent())
  const pair = await tokens.renew(OWNER, 'access-saddle-1', (refresh) => exchangeAt(service.url, refresh))

  expect(pair.access).toBe('access-saddle-2')
  expect(service.sent).toEqual(['refresh-saddle-1'])
})

test('sends a refresh token again that the service itself gave again', async () => {
  const { tokens } = corral()
  const sent: string[] = []
  const exchange = async (refresh: string) => {
    sent.push(refresh)
    return { access: `access ${sent.length}`, refresh, ...NONE }
  }

  await tokens.renew(OWNER, 'access-saddle-0', exchange)
  await tokens.renew(OWNER, 'access 1', exchange)

  expect(sent).toEqual(['refresh-saddle-0', 'refresh-saddle-0'])
})

test('says that there is no refresh token, and how to get one', async () => {
  const { tokens } = corral()
  const exchange = () => Promise.reject(new Error('nothing to send'))

  for (const owner of [ownerWith(null), ownerWith(null, 'access-saddle-0')]) {
    await expect(tokens.renew(owner, 'access-saddle-0', exchange)).rejects.toMatchObject({
      code: 'credentials',
      message: 'There is no refresh token of corral for shop 4711, so its access token cannot be renewed.',
    })
  }
})

test('tells what happens without a token, and knows each of them as a secret before anybody has it', async () => {
  const service = await tokenService()
  const { tokens, folder, told, secrets } = corral()
  await tokens.renew(OWNER, 'access-saddle-0', (refresh) => exchangeAt(service.url, refresh))
  const later = corral(folder)
  await later.tokens.current(OWNER)

  expect(told.map((line) => JSON.parse(line).event)).toEqual(['auth.renewing', 'auth.renewed'])
  expect(told.join()).not.toContain('saddle')
  expect(secrets.conceal('access-saddle-0 refresh-saddle-0 access-saddle-1 refresh-saddle-1')).not.toContain('saddle')
  expect(later.secrets.conceal('access-saddle-1 refresh-saddle-1')).not.toContain('saddle')
})
