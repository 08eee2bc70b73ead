export interface Job {
  stage: string
  rules: { if: string }[]
  before_script?: string[]
  script: string[]
  cache?: { key: string; paths: string[]; when?: string; policy?: string }
  artifacts?: { when?: string; paths: string[] }
  resource_group?: string
  timeout?: string
  retry?: { max: number; exit_codes: number }
}

/** The keys that are no job. */
const RESERVED = ['stages', 'variables', 'default']

export interface Pipeline {
  stages: string[]
  variables: { [name: string]: string }
  default: { image: string; before_script: string[] }
  [name: string]: unknown
}

/** Jobs by name, in the order of their stages; what begins with a dot is there to be repeated. */
export function jobsOf(pipeline: Pipeline): [string, Job][] {
  const jobs = Object.entries(pipeline).filter(([name]) => !RESERVED.includes(name) && !name.startsWith('.')) as [
    string,
    Job,
  ][]
  const unknown = jobs.find(([, { stage }]) => !pipeline.stages.includes(stage))
  if (unknown) throw new Error(`${unknown[0]} is in no stage.`)
  return jobs.sort(([, a], [, b]) => pipeline.stages.indexOf(a.stage) - pipeline.stages.indexOf(b.stage))
}

/** Whether one of a job's rules holds; a variable that is not there is null, and an empty one is false. */
export function isAdded({ rules }: Job, variables: { [name: string]: string }): boolean {
  return rules.some(({ if: condition }) => {
    const body = condition.replace(/\$(\w+)/g, '(given.$1 ?? null)').replaceAll('==', '===')
    return Boolean(new Function('given', `return (${body})`)(variables))
  })
}
