/** The connection check before a call: which ways lead to us, what the best of them carries, and telling the house. */
import { request } from "../../core/net/http"
import type { CheckAnswer, CheckResult, CheckServers } from "../../core/protocol/wire"
import { type MeasuredPath, measurePath, NoPath } from "./path"
import { resultOf } from "./verdict"
import { tryWay, waysOf } from "./ways"

export { type Advice, adviceFor } from "./verdict"

/** Runs one check of a case's network and keeps its result for whoever calls. Throws a refusal of the server. */
export async function checkConnection(caseId: string, onProgress: (share: number) => void): Promise<CheckResult> {
  const at = `/api/resident/cases/${encodeURIComponent(caseId)}/check`
  const { check_id, servers } = await request<CheckServers>("POST", `${at}/servers`)
  const ways = await Promise.all(waysOf(servers).map((way) => tryWay(way)))
  onProgress(0.1)
  const answer = async (offer: string): Promise<string> =>
    (await request<CheckAnswer>("POST", `${at}/offer`, { check_id, offer })).answer
  const path = await measured(() => measurePath({ servers, answer, onProgress: (share) => onProgress(0.1 + share * 0.9) }))
  const result = resultOf(check_id, ways, path)
  await request("POST", at, result)
  return result
}

async function measured(measure: () => Promise<MeasuredPath>): Promise<MeasuredPath | null> {
  try {
    return await measure()
  } catch (thrown) {
    if (thrown instanceof NoPath) return null
    throw thrown
  }
}
