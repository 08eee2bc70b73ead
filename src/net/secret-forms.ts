/** Shorter ones stand in too many words: taking them out would tell them by their gaps. */
const SHORTEST = 4

/** A secret as it may stand in a text: plain, in JSON, in an address or a form, and in Base64, alone or within more. */
export function formsOf(secret: string): string[] {
  if (secret.length < SHORTEST) return []
  const json = JSON.stringify(secret).slice(1, -1)
  const percent = encodeURIComponent(secret)
  const forms = [
    ...[secret, json, JSON.stringify(json).slice(1, -1)],
    ...[percent, lowerPercent(percent), percent.replaceAll('%20', '+'), strict(percent), lowerPercent(strict(percent))],
    ...[0, 1, 2].flatMap((offset) => base64(secret, offset)),
  ]
  // Longer ones first: a form may be the beginning of another.
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST).sort((a, b) => b.length - a.length)
}

/** Some encoders write these as well, and some write small digits. */
function strict(percent: string): string {
  return percent.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}

function lowerPercent(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())
}

/** The characters that are the same whatever stands before and after it, when so many bytes do. */
function base64(secret: string, offset: number): string[] {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret, 'utf8')])
  const first = Math.ceil((offset * 8) / 6)
  const last = Math.floor((bytes.length * 8) / 6)
  const text = bytes.toString('base64').slice(first, last)
  return text.length < 2 * SHORTEST ? [] : [text, text.replaceAll('+', '-').replaceAll('/', '_')]
}
