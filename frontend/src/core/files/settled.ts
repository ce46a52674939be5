/** What becomes of an uploaded picture: asked until the server can show it, or says why it cannot be used. */
import { asRefusal, noConnection, Refusal } from "../errors/refusal"
import type { FileView } from "../protocol/wire"

const ASKED_EVERY_MS = 400
const ASKED_TIMES = 75

/** `ask` is where this file's state is told. */
export async function settled(fileId: string, ask: (fileId: string) => Promise<FileView>): Promise<string> {
  for (let asked = 0; asked < ASKED_TIMES; asked += 1) {
    try {
      const seen = await ask(fileId)
      if (seen.state === "ready") return fileId
      if (seen.state === "refused" || seen.state === "withdrawn") throw new Refusal("file_refused", { refusal: seen.refusal })
    } catch (thrown) {
      if (!asRefusal(thrown).retryable) throw thrown
    }
    await new Promise((resolve) => setTimeout(resolve, ASKED_EVERY_MS))
  }
  throw noConnection()
}
