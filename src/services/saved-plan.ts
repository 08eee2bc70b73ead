/** Saved plans, for commands: these reach the disk only through services. */
export { planText, preparePlan, readPlan, writePlan } from '../state/plan-file.ts'
