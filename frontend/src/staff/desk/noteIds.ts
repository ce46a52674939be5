/** The id under which a note goes. One that got no answer may stand all the same: its text goes again under the same. */
export class NoteIds {
  private readonly underWay = new Map<string, { text: string; id: string }>()

  of(roomId: string, text: string): string {
    const before = this.underWay.get(roomId)
    if (before?.text === text) return before.id
    const id = crypto.randomUUID()
    this.underWay.set(roomId, { text, id })
    return id
  }

  stands(roomId: string): void {
    this.underWay.delete(roomId)
  }
}
