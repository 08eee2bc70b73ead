import { ProviderError } from '../../model/errors.ts'
import type { Secrets } from '../../model/secrets.ts'
import type { Shop } from './calls.ts'

interface Choice {
  region: string
  /** What the environment says; `null`: nothing. */
  cipher: string | null
}

/** The shop that is meant. None of the ciphers is told. @throws ProviderError where it is not one */
export function chooseShop(shops: readonly Shop[], { region, cipher }: Choice, secrets: Secrets): Shop {
  secrets.add(...shops.map((shop) => shop.cipher))
  const meant = shops.filter((shop) => (cipher === null ? shop.region === region : shop.cipher === cipher))
  const [first, second] = meant
  if (first && !second) return first
  if (first) {
    throw refused(`The tokens cover several shops of region ${region}: ${namesOf(meant)}.`, [
      'Set TIKTOK_SHOP_CIPHER to that of the shop that is meant; the list of authorised shops in Partner Center has it.',
    ])
  }
  const known = shops.length === 0 ? 'They cover no shop.' : `They cover ${namesOf(shops)}.`
  const missing = cipher === null ? `no shop of region ${region}` : 'no shop of TIKTOK_SHOP_CIPHER'
  throw refused(`The tokens cover ${missing}. ${known}`, [
    cipher === null
      ? 'Correct source.tiktok-shop.region, or let the seller of that shop authorise the app.'
      : 'Correct TIKTOK_SHOP_CIPHER, or unset it: the shop is then found by its region.',
  ])
}

function namesOf(shops: readonly Shop[]): string {
  return shops.map(({ name, id, region }) => `${JSON.stringify(name)} (${region}, ${id})`).join(', ')
}

function refused(message: string, hints: string[]): ProviderError {
  return new ProviderError('tiktok-shop-shop', message, { hints })
}
