import type { SimImage } from './product.ts'

/** How addresses of pictures are made. */
export interface PictureStyle {
  /** Other in every answer; `null`: the same always. */
  nonce: number | null
  /** No addresses at all, as happens. */
  empty: boolean
}

const HOSTS = ['p16-oec-sg.ibyteimg.com', 'p19-oec-sg.ibyteimg.com']

/** A picture as the service answers it: one uri, and addresses that change. */
export function picture({ uri, url }: SimImage, { nonce, empty }: PictureStyle) {
  const none = empty || url === ''
  const addresses = (size: string): string[] => {
    if (none) return []
    if (url !== undefined) return [nonce === null ? url : `${url}?from=${nonce}`]
    return HOSTS.map((host) => `https://${host}/${uri}~tplv-o3syd03w52-${size}.jpeg?from=${nonce ?? FROM}`)
  }
  return { uri, height: 600, width: 600, urls: addresses('origin-jpeg'), thumb_urls: addresses('resize-jpeg:300:300') }
}

const FROM = 522366036
