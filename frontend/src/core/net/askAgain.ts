/**
 * A question that may be asked more than once, for whoever cannot wait long. After a change of networks a browser may send
 * it over a connection of before, where nobody hears it: Firefox gives that up after many seconds only. Asked anew beside
 * it, the question goes another way; dropped, it ends the connection that it waits for.
 */
export const AGAIN_MS = 1_000
const MOST = 6
/** A browser has few connections to one server: no more than these wait at once. The last ones have their whole deadline. */
const BESIDE = 3

/** The first answer. Rejects with the last refusal once none of the questions is open any more. */
export function askAgain<Answer>(ask: (unwanted: AbortSignal) => Promise<Answer>): Promise<Answer> {
  const asked: AbortController[] = []
  let open = 0
  let next: ReturnType<typeof setTimeout> | null = null
  return new Promise((resolve) => {
    const end = (): void => {
      if (next !== null) clearTimeout(next)
      for (const one of asked) one.abort()
    }
    const askOnce = (): void => {
      const unwanted = new AbortController()
      asked.push(unwanted)
      open += 1
      next = asked.length < MOST ? setTimeout(askOnce, AGAIN_MS) : null
      asked.at(-1 - BESIDE)?.abort()
      const question = ask(unwanted.signal)
      question.then(
        (answer) => {
          end()
          resolve(answer)
        },
        () => {
          open -= 1
          if (open > 0) return
          end()
          resolve(question)
        },
      )
    }
    askOnce()
  })
}
