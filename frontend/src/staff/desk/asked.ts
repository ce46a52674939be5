/** What is asked about one room before something is done with it. */
export interface Asked {
  roomId: string
  about: "release" | "conclude" | "priority" | "call" | "give" | "form" | "transcript" | "transfer"
}
