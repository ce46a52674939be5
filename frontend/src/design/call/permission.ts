/** Which browser's words lead back to the camera and the microphone. Pure. */
export type PermissionWay = "safari-ios" | "chrome-android" | "firefox" | "safari" | "chrome"

/** By the user agent: there is no feature that tells where a browser has put its switch. */
export function permissionWay(userAgent: string, touchPoints = 0): PermissionWay {
  const apple = /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1)
  if (apple) return "safari-ios"
  if (/Firefox\//.test(userAgent)) return "firefox"
  if (/Android/.test(userAgent)) return "chrome-android"
  return /Safari\//.test(userAgent) && !/Chrom|Edg/.test(userAgent) ? "safari" : "chrome"
}
