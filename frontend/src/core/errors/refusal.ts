/** A refusal as the client knows it: the server's code, or the one code only a client can see, `no_connection`. */
import type { ErrorBody, ErrorCode } from "../protocol/wire"

export type RefusalCode = ErrorCode | "no_connection"
export type RefusalParams = ErrorBody["params"]

export class Refusal extends Error {
  readonly code: RefusalCode
  readonly params: RefusalParams
  readonly retryable: boolean

  constructor(code: RefusalCode, params: RefusalParams = {}, retryable = false) {
    super(code)
    this.name = "Refusal"
    this.code = code
    this.params = params
    this.retryable = retryable
  }
}

export const noConnection = (): Refusal => new Refusal("no_connection", {}, true)

/** Whatever was thrown, as a refusal: what nobody foresaw is an internal error. */
export function asRefusal(thrown: unknown): Refusal {
  return thrown instanceof Refusal ? thrown : new Refusal("internal", {}, true)
}
