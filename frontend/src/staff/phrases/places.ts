/** Where a field of the form is on the page. */
import type { Field } from "./draft"

export const placeId = (place: Field): string => `phrase-${place.replace(".", "-")}`
