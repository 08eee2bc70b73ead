import { ConfigError } from '../model/errors.ts'

/** The URL without slashes at its end. Credentials go there: it must be https, but on this machine. @throws ConfigError */
export function checkedUrl(variable: string, text: string): string {
  const url = URL.parse(text)
  const plain = url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === ''
  if (!plain || !/^https?:$/.test(url.protocol)) {
    throw new ConfigError('config', `${variable} is not a plain URL.`, {
      hints: ['Write it as https://host or https://host/path.'],
    })
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new ConfigError('config', `${variable} does not begin with https://.`, {
      hints: ['Credentials are sent there; http is taken only for localhost.'],
    })
  }
  return url.href.replace(/\/+$/, '')
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
