import { parentPort, workerData } from 'node:worker_threads'
import { readPlan } from './read-plan.ts'

parentPort!.postMessage(await readPlan(workerData as Uint8Array))
