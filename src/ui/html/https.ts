/** An address that a page may lead to or take a picture from, as browsers write it; `null` for every other one. */
export function httpsAddress(text: unknown): string | null {
  if (typeof text !== 'string' || !URL.canParse(text)) return null
  const { protocol, username, password, href } = new URL(text)
  return protocol === 'https:' && username === '' && password === '' ? href : null
}
