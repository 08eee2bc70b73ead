import type { SignedCall } from '../model/signature.ts'
import { count, line, moment } from './words.ts'

interface Explained {
  at: string
  timestamp: number
  signed: { provider: string; shop: string; calls: (SignedCall & { base: string })[] }[]
}

/** What is signed of each call, part by part, and what comes of it; secrets are masked. */
export function renderSignatures({ at, timestamp, signed }: Explained): string[] {
  return [
    line(`Signatures for ${moment(at)} (${timestamp}); nobody was called.`),
    ...signed.flatMap(({ provider, shop, calls }) => [
      '',
      line(`${provider} ${shop}:`),
      ...calls.flatMap((call) => renderCall(call)),
    ]),
  ]
}

function renderCall({ call, method, path, parts, base, key, algorithm, digest, missing }: Rendered): string[] {
  const { variable, length, remark } = key
  const of = `${variable}, ${count(length, 'character')}${remark === null ? '' : ` ${remark}`}`
  return [
    line(`  ${call}: ${method} ${path}`),
    ...parts.map(({ name, text, hidden }) =>
      line(`    ${name}: ${text}${hidden === undefined ? '' : `[${count(hidden, 'character')}]`}`),
    ),
    line(`    base: ${base}`),
    line(`    key: ${of}; ${algorithm}`),
    line(`    ${digest === null ? `no signature: ${missing}` : `sign: ${digest}`}`),
  ]
}

type Rendered = Explained['signed'][number]['calls'][number]
