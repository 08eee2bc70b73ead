import { describe, expect, test } from 'vitest'
import { redact } from '../../src/net/redact.ts'
import { createSecrets } from '../../src/net/secrets.ts'

const SECRET = 'pässword "83/ac+\\=?'

/** As it stands in what programs write. */
const FORMS: [name: string, form: string][] = [
  ['plain', SECRET],
  ['in JSON', JSON.stringify({ said: SECRET })],
  ['in JSON within JSON', JSON.stringify(JSON.stringify({ said: SECRET }))],
  ['percent-encoded', encodeURIComponent(SECRET)],
  ['percent-encoded with small digits', encodeURIComponent(SECRET).toLowerCase()],
  ['in a form', new URLSearchParams({ said: SECRET }).toString()],
  ['in Base64', Buffer.from(SECRET).toString('base64')],
  ['in Base64 for addresses', Buffer.from(SECRET).toString('base64url')],
  ['in Base64 behind one byte', Buffer.from(`:${SECRET}`).toString('base64')],
  ['in Base64 between others', Buffer.from(`me:${SECRET}!`).toString('base64')],
]

describe('a secret', () => {
  test.each(FORMS)('is taken out %s', (_, form) => {
    const { conceal } = createSecrets(SECRET)

    const left = conceal(`before ${form} after`)

    expect(left).toMatch(/^before .*\[removed\].* after$/)
    expect(left).not.toContain(form)
    expect(left).not.toContain('83')
  })

  test('that is learned later is taken out from then on', () => {
    const { add, conceal } = createSecrets()
    add('Atza|token-1', null, undefined, '')

    expect(conceal('token Atza|token-1')).toBe('token [removed]')
    expect(conceal('nothing here')).toBe('nothing here')
  })

  test('of which nobody told is taken out by its look', () => {
    const { conceal } = createSecrets()

    expect(conceal('authorization: Bearer abc.def')).toBe('authorization: [removed]')
    expect(conceal('"eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln"')).toBe('"[removed]"')
  })

  test('that makes an address work is taken out, and the address stays readable', () => {
    const { conceal } = createSecrets()
    const signed = 'https://host/report?X-Amz-Date=20261121&X-Amz-Signature=abc123&part=1'

    expect(conceal(signed)).toBe('https://host/report?X-Amz-Date=[removed]&X-Amz-Signature=[removed]&part=1')
    expect(conceal(encodeURIComponent(signed))).not.toContain('abc123')
  })

  test('that is shorter than four characters is no reason to take words apart', () => {
    expect(createSecrets('a').conceal('banana')).toBe('banana')
  })
})

describe('a value', () => {
  const secrets = createSecrets('hunter-2')

  test.each([
    'authorization',
    'Authorization',
    'cookie',
    'set-cookie',
    'api_key',
    'apiKey',
    'api_password',
    'client_secret',
    'access_token',
    'accessToken',
    'refresh_token',
    'x-amz-access-token',
  ])('under the name %s is taken out whatever it is', (name) => {
    expect(redact({ deep: [{ [name]: { text: 'anything' } }] }, secrets)).toEqual({ deep: [{ [name]: '[removed]' }] })
  })

  test('of any other name stays, without the secrets in its texts and names', () => {
    const value = { pageToken: 'next', 'of hunter-2': 1, list: ['say hunter-2 aloud', null, true] }

    expect(redact(value, secrets)).toEqual({
      pageToken: 'next',
      'of [removed]': 1,
      list: ['say [removed] aloud', null, true],
    })
  })
})
