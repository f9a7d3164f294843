import { parentPort, workerData } from 'node:worker_threads'
import { calibrateItems } from '../rules/calibrate.ts'

// In a thread of its own: a node goes on answering meanwhile.
parentPort!.postMessage(calibrateItems(workerData.items, workerData.people))
