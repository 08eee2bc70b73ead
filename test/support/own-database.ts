import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { SERVER_URL } from './postgres.ts'

export interface OwnDatabase {
  url: string
  drop(): Promise<void>
}

/** An empty database on the server of the tests; `null` where there is none. */
export async function ownDatabase(): Promise<OwnDatabase | null> {
  if (SERVER_URL === null) return null
  const name = `own_${randomBytes(6).toString('hex')}`
  const address = new URL(SERVER_URL)
  address.pathname = `/${name}`
  await onServer(SERVER_URL, `CREATE DATABASE ${name}`)
  return { url: address.href, drop: () => onServer(SERVER_URL as string, `DROP DATABASE ${name} WITH (FORCE)`) }
}

async function onServer(connectionString: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}
