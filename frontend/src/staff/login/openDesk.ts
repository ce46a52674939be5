/** Whether this tab had a desk that nobody logged out of, so that the door can say why it is back. Holds nothing else. */
const KEY = "vardrum.desk_open"

export const deskIsOpen = (): boolean => sessionStorage.getItem(KEY) === "yes"

export function rememberDesk(open: boolean): void {
  if (open) sessionStorage.setItem(KEY, "yes")
  else sessionStorage.removeItem(KEY)
}
