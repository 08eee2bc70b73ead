export interface Step {
  name?: string
  id?: string
  if?: string
  uses?: string
  run?: string
  env?: { [name: string]: string }
  with?: { [name: string]: string | number }
}

export interface Job {
  needs?: string
  if?: string
  'runs-on': string
  permissions?: Permissions
  env?: { [name: string]: string }
  steps: Step[]
}

export interface Permissions {
  [scope: string]: 'read' | 'write'
}

export interface Workflow {
  name: string
  on: string | { [event: string]: unknown }
  permissions: Permissions
  concurrency?: { group: string; 'cancel-in-progress': boolean }
  jobs: { [name: string]: Job }
}
