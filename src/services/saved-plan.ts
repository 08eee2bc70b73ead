/** Saved plans, for commands: these reach the disk only through services. */
export { planText, readPlan, writePlan } from '../state/plan-file.ts'
