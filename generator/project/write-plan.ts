import { writeChanges } from '../output/write-changes.js';
import type { GenerationPlan } from './plan-generation.js';

/** Writes what a plan found; the client first, since the repositories import it. */
export async function writePlan(plan: GenerationPlan): Promise<void> {
  if (plan.client !== undefined) await writeChanges(plan.client.folder, plan.client.changes);
  await writeChanges(plan.shards.folder, plan.shards.changes);
}
