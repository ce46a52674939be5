/** Who decides what holds for the whole unit: as the server has it in signaling/policy.py. Pure. */
import type { StaffMe } from "../../core/protocol/wire"

export const decides = ({ roles }: Pick<StaffMe, "roles">): boolean => roles.includes("supervisor") || roles.includes("administrator")
