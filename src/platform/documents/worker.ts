import { answerOrders } from '../thread-orders.ts'
import { JOBS } from './jobs.ts'

answerOrders(JOBS)
