import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export interface Service {
  url: string
  authUrl: string
}

/** The account of a sample as nobody has touched it, in a process of its own. @param latency Milliseconds before every answer. */
export async function withService<T>(
  listings: number,
  latency: number,
  work: (service: Service) => Promise<T>,
): Promise<T> {
  const child = fork(join(import.meta.dirname, 'service-process.ts'), [String(listings), String(latency)])
  try {
    const [service] = await once(child, 'message')
    return await work(service)
  } finally {
    child.kill()
  }
}
