/** A case on its way from the list to a person, by mouse, finger or keyboard. Only its id is carried. */
import type { DragOptions, DragTypes, DropZoneProps } from "react-aria-components"

type DropEvent = Parameters<NonNullable<DropZoneProps["onDrop"]>>[0]

const CASE = "vardrum-case"

export const carried = (caseId: string): ReturnType<DragOptions["getItems"]> => [{ [CASE]: caseId }]

export const accepts = (types: DragTypes): boolean => types.has(CASE)

export async function caseOf(event: DropEvent): Promise<string | null> {
  const item = event.items[0]
  return item?.kind === "text" && item.types.has(CASE) ? item.getText(CASE) : null
}
